import type {WordsOf} from '../entry.ts'
import type {store as domain} from '../store.ts'

export const store: WordsOf<typeof domain> = {
  'disk-full': {
    title: '磁盘满了[：{path} 下只剩 {freeBytes}]',
    meaning: '存放模型的文件系统没有空间了；拉取会中断，这时写入的文件可能是空的。',
    causes: ['被模型占满。', '留有未完成下载的部分文件。', '同一磁盘被别的东西占满。'],
    fixes: {
      look: '看看空间被什么占用。',
      remove: '删除不需要的模型。',
      move: '或者把模型移到更大的磁盘，并为服务设置 OLLAMA_MODELS。',
    },
  },
  'disk-nearly-full': {
    title: '留给模型的空间不多了[：{path} 下只剩 {freeBytes}]',
    meaning: '下一次拉取模型很可能放不下。',
    causes: ['磁盘被模型占满。'],
    fixes: {look: '看看有哪些模型。', remove: '删除一个不需要的。'},
  },
  'blob-corrupt': {
    title: '模型[ {model} ]的文件损坏或不完整',
    meaning: '服务磁盘上的权重比它自己声明的要短。Ollama 只在下载时校验文件，之后再也不校验。',
    causes: ['写入时磁盘满了或断电。', '只复制了一部分。'],
    fixes: {
      keep: '如果模型是用 ollama create 创建的，请先保存它的 Modelfile：它无法重新拉取。',
      repull: '先删除模型再重新拉取：单纯拉取会相信已有的文件。',
    },
  },
  'blob-missing': {
    title: '模型[ {model} ]的文件可能从存储里丢失了',
    meaning: '服务打不开模型权重时，会说这个模型什么都不支持，却仍然把它列出来。',
    causes: ['blob 被删除了，或者从来没有复制过来。', '服务没有权限读取它。'],
    fixes: {
      pull: '重新拉取：缺失的文件会被下载。',
      recreate: '如果模型是用 ollama create 创建的，用它的 Modelfile 重新创建。',
    },
  },
}
