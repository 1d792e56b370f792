import type {WordsOf} from '../entry.ts'
import type {gpu as domain} from '../gpu.ts'

export const gpu: WordsOf<typeof domain> = {
  'gpu-share-unverified': {
    title: '服务关于 GPU 的说法[（{model}）]没有依据',
    meaning: '它报告的显存字节数正好等于模型文件的大小。读不到真实大小时它就这样说，即使模型在 CPU 上。',
    causes: ['没有读懂 runner 日志里关于缓冲区的行（0.30 及更新版本）。'],
    fixes: {log: '在日志里找 “offloaded N/M layers to GPU”。', watch: '看看显存是否被使用。'},
  },
}
