import type {WordsOf} from '../entry.ts'
import type {model as domain} from '../model.ts'

export const model: WordsOf<typeof domain> = {
  'model-not-found': {
    title: '这个服务上没有安装模型[ {model}][；相近的有：{nearest}]',
    meaning: '响应的服务里没有这个名字和标签的模型。不写标签就是 :latest。',
    causes: [
      '从来没有在这个服务上拉取过。',
      '标签不同。',
      '响应的不是当初拉取它的那个服务：系统服务和 shell 各有自己的存储。',
    ],
    fixes: {pull: '拉取它。', list: '或者使用已有的模型。'},
  },
  'invalid-model-name': {
    title: 'Ollama 不接受这个模型名[：{model}]',
    meaning: '名字由模型和标签组成，需要时前面加命名空间和主机；只能用字母、数字、点、连字符和下划线。',
    causes: ['多了别的字符、空格或斜杠。'],
    fixes: {spell: '与已有的名字对比。'},
  },
  'embedding-model-for-generate': {
    title: '模型[ {model} ]不能生成文本',
    meaning: '服务说这个模型没有这种能力；嵌入模型只响应 /api/embed。',
    causes: ['该用对话模型的地方设成了嵌入模型。', '模型权重读不出来时，服务也会这样说。'],
    fixes: {capabilities: '看看这个模型能做什么。'},
  },
  'runner-crashed': {
    title: '计算模型的 runner 进程异常退出了[：{model}]',
    meaning: '服务失去了 runner，而这个响应没有说明原因；原因在服务日志里，在它之前的几行。',
    causes: ['显存或内存耗尽。', 'GPU 驱动或库出错。', '模型文件损坏。'],
    fixes: {log: '阅读崩溃之前的日志。', smaller: '换一个更小的模型再试，以判断是不是内存的问题。'},
  },
  'model-load-failed': {
    title: '模型[ {model} ]加载失败',
    meaning: '加载失败，而这个响应没有说明原因；服务日志里有。',
    causes: ['内存不够。', '文件损坏或不完整。', '这个版本的 Ollama 不认识模型的格式。'],
    fixes: {log: '查看日志中该错误之前的几行。', repull: '更新模型。'},
  },
  'model-reloaded': {
    title: '模型[ {model} ]被列为已加载，却又[用 {loadMs} ]重新加载了一次',
    meaning: '已加载的模型不需要再加载。服务为这次检查重新加载了它，所以它的 keep-alive 现在是默认值。',
    causes: [
      '它的 runner 在此之前已经异常退出，例如内存不足或崩溃：/api/ps 仍会列出它。',
      '它是用检查看不到的 runner 选项加载的（num_gpu、num_thread、num_batch 等）。',
    ],
    fixes: {log: '在日志里看 runner 是否异常退出过。', keepAlive: '看看它现在加载到什么时候。'},
  },
  'model-in-use': {
    title: '有程序说模型正在使用中',
    meaning: 'Ollama 没有这样的提示：它来自前面的程序，那个程序要求模型空闲。',
    causes: ['那个程序的另一个请求正在使用模型。'],
    fixes: {stop: '看看加载了什么，没有人需要就卸载。'},
  },
}
