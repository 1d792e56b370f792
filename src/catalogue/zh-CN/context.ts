import type {context as domain} from '../context.ts'
import type {WordsOf} from '../entry.ts'

export const context: WordsOf<typeof domain> = {
  'prompt-truncated': {
    title: '提示词被截断了[：它有 {required} 个 token，而上下文只能容纳 {available} 个]',
    meaning:
      '提示词超过上下文时会被悄悄缩短，不会报错：最早的消息或开头会被去掉，往往连同系统指令。只有日志里的一行会说明。',
    causes: [
      '用的是服务的默认上下文：大多数机器上是 4096，0.6.7 之前是 2048。',
      '客户端有自己的上下文设置，但从没作为 num_ctx 发给 Ollama。',
      'OLLAMA_CONTEXT_LENGTH 是在 shell 里设置的，服务看不到。',
    ],
    confirm: '命令会显示已加载的上下文，日志里有提示词的长度。',
    fixes: {
      server:
        '给服务（0.5.13 起）一个能放下提示词和回答的上下文，例如 16384。模型或客户端自己的 num_ctx 优先于它。这会占用内存：之后看看模型是否还能完全放进 GPU。',
      variant: '或者保存一个上下文更大的模型副本，给无法设置它的客户端使用。',
      request: '或者每次向 /api/chat、/api/generate 发请求时带上 options.num_ctx；/v1 接口不接受它。',
      shorter: '或者少发一些：更少的消息、更少的文档、更短的工具说明。',
    },
  },
  'prompt-exceeds-context': {
    title: '请求放不进上下文[：{required} 个 token，只允许 {available} 个]',
    meaning: '提示词或要求的输出超过了已加载模型的上下文，服务没有截断，而是直接拒绝。',
    causes: [
      '对话、文件或工具说明变得太长。',
      '模型加载时的上下文比客户端以为的小。',
      '客户端要求的输出超过了云端模型的上限。',
    ],
    confirm: '比较已加载的上下文和模型允许的最大上下文。',
    fixes: {
      shorter: '少发一些：开始新的对话，或去掉一些文件和工具。',
      server: '如果模型允许，给服务更大的上下文。这会占用内存。',
      variant: '或者保存一个上下文更大的模型副本。',
      output: '如果提示里说的是输出，调低客户端里这个模型的 max_tokens。',
    },
  },
  'embed-input-too-long': {
    title: '要嵌入的文本超过了模型的上下文[：{required} 个 token]',
    meaning: '嵌入模型一次能读的 token 有限，很多只有 512 个，而这段输入更长。',
    causes: [
      '文本切分的块对这个模型来说太长。',
      '块的大小按字符或词计算，而模型按 token 计算。',
      '请求里写了 truncate: false，或者服务的版本不会自动截断。',
    ],
    confirm: '看看模型的上下文长度。',
    fixes: {
      chunks: '把块切短：按词计算不超过模型上下文的一半。',
      truncate: '或者让服务截断过长的部分：使用 /api/embed，truncate 保持为 true。',
      model: '或者换上下文更长的嵌入模型，并用它把所有内容重新嵌入一遍。',
    },
  },
  'embedding-nan': {
    title: '模型算出的嵌入向量不是数字（NaN）',
    meaning: '计算过程中数值溢出，得到的结果无法用 JSON 表示。它只在某些输入、模型和 GPU 后端上出现。',
    causes: [
      '这个版本配合这个嵌入模型有缺陷，常与 flash attention 或 GPU 上的半精度有关。',
      '输入为空、非常短，或超过了模型的上下文。',
      '模型文件的量化有问题，或文件已损坏。',
    ],
    confirm: '看日志里出现了多少次，再找出是哪一段输入引起的。',
    fixes: {
      upgrade: '升级 Ollama：已有好几个这样的缺陷得到修复。',
      flash: '关闭 flash attention 试一试。',
      inputs: '去掉空的输入，把过长的输入缩短。',
      cpu: '发送一次 options: {"num_gpu": 0}，在 CPU 上试试；如果正常，就是 GPU 后端的问题。或者换一个嵌入模型。',
    },
  },
  'context-shift-unsupported': {
    title: '上下文已满，而这个模型不能移动上下文',
    meaning:
      '提示词和回答填满上下文时，Ollama 会丢掉最早的部分再继续。有些架构（主要是 DeepSeek）不允许这样做，旧版本会在这里崩溃。',
    causes: [
      '模型属于 DeepSeek V2、V3 或 R1 系列，而 Ollama 早于 0.5.13。',
      '很长的回答（常常是很长的思考）填满了较小的上下文。',
    ],
    confirm: '看看加载的上下文有多大，以及日志里崩溃之前写了什么。',
    fixes: {
      upgrade: '升级 Ollama：从 0.5.13 起，DeepSeek 模型不会因此崩溃。',
      context: '给服务一个能放下提示词和最长回答的上下文。这会占用内存。',
      output: '限制回答的长度，让提示词和回答一起放得下。',
    },
  },
  'kv-cache-type-needs-flash-attention': {
    title: '要求使用量化的 KV 缓存，但 flash attention 没有开启',
    meaning:
      'OLLAMA_KV_CACHE_TYPE 设为 q8_0 或 q4_0 时，必须有 flash attention。0.24 及以前的版本只警告并忽略这个设置；从 0.30 起模型会加载失败。',
    causes: ['OLLAMA_FLASH_ATTENTION 没有设置，或被关闭。', 'GPU 或模型不支持 flash attention。'],
    confirm: '看看服务实际拿到的这两个变量。',
    fixes: {
      enable: '开启 flash attention。',
      plain: '如果 GPU 或模型不支持，就改回普通的缓存。它占用更多内存。',
    },
  },
  'context-capped-to-model-max': {
    title: '要求的上下文超过了模型自己的上限[：{required}，而它只有 {available}]',
    meaning:
      '模型训练时的上下文比要求的短。从 0.9.3 起 Ollama 改用模型的上限；更早的版本会照要求加载，超出的部分回答质量会变差。',
    causes: ['num_ctx 或 OLLAMA_CONTEXT_LENGTH 是为别的模型设置的。', '服务的默认值比这个小模型的上下文大。'],
    confirm: '比较模型的上下文长度和已加载的上下文。',
    fixes: {
      lower: '如果提示词很短，就没有任何问题。想消除这条警告，就用模型允许的 num_ctx。',
      server: '看看服务是否设置了 OLLAMA_CONTEXT_LENGTH。',
      model: '提示词更长时，换上下文更长的模型。',
    },
  },
  'context-smaller-than-requested': {
    title: '模型[ {model} ]运行时的上下文比要求的小[：{available}，而要求的是 {required}]',
    meaning: '放不进已加载上下文的部分会从提示词里悄悄去掉，不会报错，客户端以为读过的内容其实丢了。',
    causes: [
      '客户端的设置没有作为 num_ctx 发给 Ollama。',
      '生效的是服务的默认值，或者因内存不足被调低了。',
      '另一个客户端用更小的 num_ctx 加载了这个模型。',
    ],
    confirm: '比较已加载的上下文和模型参数里的 num_ctx。',
    fixes: {
      server: '给服务设置客户端所期望的上下文。这会占用内存。',
      variant: '或者保存一个带有这个上下文的模型副本。',
      parallel: '在 0.10 之前的版本里，上下文可能由几个并行槽位分享：只用一个。',
    },
  },
}
