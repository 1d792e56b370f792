import type {capacity as domain} from '../capacity.ts'
import type {WordsOf} from '../entry.ts'

export const capacity: WordsOf<typeof domain> = {
  'server-busy': {
    title: '服务的队列满了',
    meaning: '等待加载模型的请求数超过了服务队列的上限，所以它用 503 拒绝新的请求。',
    causes: [
      '同时来了许多请求，它们要用的模型不能一起放进内存。',
      '某个请求卡住了，后面的请求越积越多。',
      'OLLAMA_MAX_QUEUE 设得太小。',
    ],
    confirm: '看看加载了什么，以及日志里有多少次这样的记录。',
    fixes: {
      retry: '稍后重试，并减少同时发出的请求。',
      queue: '让队列更长。',
      models: '如果内存足够，同时加载更多模型；默认是每个 GPU 三个。',
    },
  },
  'client-timeout': {
    title: '没有在规定时间内得到响应[：{waitedMs}][，已收到 {tokens} 个 token]',
    meaning: '客户端放弃时，服务还在加载模型或计算。请求一断，加载也随之中断。',
    causes: [
      '模型很大，或磁盘很慢。',
      '模型运行在 CPU 上，或提示词很长。',
      '别的请求排在前面。',
      '有人停止了回答或关闭了窗口；那就没有任何问题。',
    ],
    confirm: '看日志里有没有以 499 结束的请求：它们的耗时就是客户端的时限。',
    fixes: {
      raise: '给更多时间，这里和客户端的设置里都要改。',
      preload: '提前加载模型，并让它保持加载。',
      log: '在日志里看加载到了哪里。',
    },
  },
  'node-headers-timeout': {
    title: 'Node 的 fetch 等满自己的五分钟后放弃了',
    meaning:
      '在第一个 token 之前（不用流式时，在整个回答完成之前），Ollama 不会发送 HTTP 头。Node 的 fetch 最多等 300 秒，然后只说 “fetch failed”；服务本身没有问题。',
    causes: [
      '请求里 stream 为 false，而整个回答要五分钟以上。',
      '加载模型或读取很长的提示词要五分钟以上。',
      '模型在两段输出之间停顿超过五分钟。',
    ],
    confirm: '看日志里有没有几乎正好五分钟就结束的请求。',
    fixes: {
      stream: '在请求里把 stream 设为 true：HTTP 头会随第一个 token 一起到达。',
      dispatcher:
        '让客户端等得更久：安装 undici，把它的 fetch 传给 Ollama 客户端，并以 headersTimeout 和 bodyTimeout 都为 0 的 Agent 作为 dispatcher。',
      preload: '提前加载模型，并让它保持加载。',
    },
  },
  'load-timeout': {
    title: '模型没有在服务自己的时限内加载完[：{model}]',
    meaning: '加载若在 OLLAMA_LOAD_TIMEOUT（默认五分钟）内没有任何进展，服务就会中止它。',
    causes: [
      '模型放在很慢的磁盘或网络磁盘上。',
      '模型放不进内存，机器在频繁使用交换空间。',
      '杀毒软件在扫描模型文件，或 GPU 驱动卡住了。',
    ],
    confirm: '看日志里加载花了多久，以及磁盘读得有多快。',
    fixes: {
      longer: '给加载更多时间。',
      preload: '在没有人等待时先加载模型，并让它保持加载。',
      disk: '把模型移到更快的磁盘，再让 OLLAMA_MODELS 指向那里；先看它们现在在哪里。',
      smaller: '如果加载时在用交换空间，换更小的模型，或同一模型更低比特的量化版本。',
    },
  },
  'reload-thrash': {
    title: '同一个模型被反复加载[：{model}]',
    meaning:
      '已加载的模型只能服务上下文长度和加载选项相同的请求。选项不同的请求会先卸载它再重新加载，每次要几秒到几分钟。',
    causes: [
      '两个客户端用不同的 num_ctx、num_gpu 或 num_batch 请求同一个模型。',
      '几个模型轮流使用，又不能一起放进内存。',
      'keep_alive 太短，下一个请求到来之前模型已被卸载。',
    ],
    confirm: '在客户端工作时看两次加载的是多大的上下文，并数一数日志里的加载次数。',
    fixes: {
      options: '让所有客户端使用相同的 num_ctx 和 num_gpu；这里可以看到模型自己的参数。',
      context: '或者在客户端里去掉 num_ctx，只在服务上设置一次上下文。',
      keep: '让模型保持加载更久。',
      models: '如果内存足够，同时加载更多模型；默认是每个 GPU 三个。',
    },
  },
  'load-slow': {
    title: '模型[ {model}]加载太慢[：{loadMs}，上限是 {maximumMs}]',
    meaning: '模型被卸载之后的第一个请求要等这么久。',
    causes: ['模型放在很慢的磁盘或网络磁盘上，且不在页缓存里。', '模型很大，或上下文很大。', '机器在使用交换空间。'],
    confirm: '看日志里加载花了多久，以及磁盘读得有多快。',
    fixes: {
      preload: '在没有人等待时先加载，并让它保持加载。',
      disk: '把模型移到更快的磁盘。',
      smaller: '或换更小的模型，或同一模型更低比特的量化版本。',
    },
  },
  'first-token-slow': {
    title: '[{model} 的]首个 token 来得太慢[：{firstTokenMs}，上限是 {maximumMs}]',
    meaning: '从请求到首个 token 之间，服务要加载模型、等待其他请求并读取提示词。',
    causes: ['要先加载模型。', '前面有其他请求。', '模型在 CPU 上运行。'],
    confirm: '看加载了什么，以及在哪里。',
    fixes: {
      preload: '在需要之前先加载，并让它保持加载。',
      gpu: '看它是否在 GPU 上运行。',
      queue: '或同时少发一些请求。',
    },
  },
  'generation-slow': {
    title: '模型[ {model}]太慢[：每秒 {tokensPerSecond} 个 token，要求 {minimum} 个]',
    meaning: '这是服务自己测得的生成速度，不含加载和读取提示词的时间。',
    causes: ['模型全部或部分在 CPU 上运行。', '其他请求或其他程序在用同一块 GPU。', 'GPU 因温度或功率限制而降速。'],
    confirm: '看模型如何分布在 CPU 和 GPU 之间。',
    fixes: {
      gpu: '看它是否在 GPU 上运行。',
      others: '等没有别的程序用 GPU 时再试。',
      smaller: '或换更小的模型，或同一模型更低比特的量化版本。',
    },
  },
}
