import type {WordsOf} from '../entry.ts'
import type {negative as domain} from '../negative.ts'

export const negative: WordsOf<typeof domain> = {
  benign: {
    title: '这些行没有问题：正常的服务也会这样输出',
    meaning:
      '这些行记录的是正常工作，或者提醒缺了某样东西，而没有它 Ollama 也能工作。如果仍然有什么失败，原因不在这些行里。',
    causes: ['Ollama 和它的库会用警告级别输出不需要处理的内容。'],
    confirm: '检查服务是否正常。',
    fixes: {
      nothing: '不需要对这些行做任何处理。',
      elsewhere: '如果确实有什么失败，在日志的其他地方找那个时间的错误。',
    },
  },
  'not-ollama': {
    title: '报这个错的是另一个程序，不是 Ollama',
    meaning: '这段文字来自 shell、客户端库或 Ollama 旁边的服务。改动 Ollama 没有用，要去看那个程序。',
    causes: [
      '命令是为另一种 shell 写的，例如在 Windows 上把 NAME=value 写在命令前面。',
      '客户端自己的库、模型或密钥缺失或损坏。',
      '自己的某个文件与库同名，例如 ollama.py。',
      '这个地址属于另一个兼容 Ollama 接口的服务。',
    ],
    confirm: '单独检查 Ollama：如果正常，错误就出在另一个程序。',
    fixes: {
      program: '阅读输出这段文字的程序的文档或日志。',
      shell: '如果问题是命令前面的变量，按这种 shell 的写法来写。',
      rename: '如果导入失败，看看导入的是哪个文件，并给挡路的自己的文件改名。',
      port: '如果地址不是 Ollama 的，看看端口属于谁。',
    },
  },
}
