import type {WordsOf} from '../entry.ts'
import type {memory as domain} from '../memory.ts'

export const memory: WordsOf<typeof domain> = {
  'gpu-out-of-memory': {
    title: '[{model} 的]显存不足',
    meaning: '权重、上下文或计算缓冲区放不进 GPU 剩余的显存。',
    causes: ['别的模型或程序占用着显存。', '上下文很大。', '模型比 GPU 还大。'],
    fixes: {
      holders: '看看显存被谁占用。',
      unload: '卸载不需要的。',
      context: '使用比现在更小的上下文；ollama ps 会显示它。',
      smaller: '或者使用更小的模型，或它的更低比特的量化版本。',
    },
  },
  'system-memory-insufficient': {
    title: '模型[ {model} ]需要的内存超过了空闲内存[：需要 {required}，只有 {available}]',
    meaning: '不放在 GPU 上的部分，必须放进机器空闲的内存和交换空间。',
    causes: ['模型对这台机器来说太大。', '上下文很大。', '别的程序，或容器、虚拟机的限制，留下的太少。'],
    fixes: {
      free: '看看有多少空闲、加载了什么。',
      context: '使用比现在更小的上下文；ollama ps 会显示它。',
      smaller: '使用更小的模型，或它的更低比特的量化版本。',
    },
  },
  'host-oom-killed': {
    title: 'runner 被杀死，很可能是内存不够',
    meaning: 'SIGKILL 来自内核的 OOM killer 或容器的内存限制，很少来自别处。',
    causes: ['机器的内存耗尽。', '容器或 pod 的限制太低。'],
    fixes: {
      confirm: '查看内核日志或容器状态以确认。',
      limit: '提高限制，或增加交换空间。',
      smaller: '或者使用更小的模型或上下文。',
    },
  },
}
