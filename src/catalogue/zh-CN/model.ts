import type {WordsOf} from '../entry.ts'
import type {model as domain} from '../model.ts'

export const model: WordsOf<typeof domain> = {
  'model-not-found': {
    title: '这个服务上没有安装模型[ {model}][；相近的有：{nearest}]',
    meaning: '响应的服务里没有这个名字和标签的模型。不写标签就是 :latest，所以 llama3.2 和 llama3.2:1b 是两个模型。',
    causes: [
      '从来没有在这个服务上拉取过。',
      '标签不同。',
      '响应的不是当初拉取它的那个服务：系统服务、容器和 shell 各有自己的存储。',
      '列表里有它，但存储中少了它的一个小文件：重新拉取就会补上。',
    ],
    confirm: '看列表里有没有完全相同的名字和标签。',
    fixes: {pull: '拉取它。', list: '或者使用已有的模型。'},
  },
  'invalid-model-name': {
    title: 'Ollama 不接受这个模型名[：{model}]',
    meaning:
      '名字由模型和标签组成，需要时前面加命名空间和主机；只能用字母、数字、点、连字符和下划线，每一段最多 80 个字符。',
    causes: ['多了别的字符、空格、占位符的括号或斜杠。', '该写名字的地方写成了 URL 或摘要。', '存放名字的变量是空的。'],
    confirm: '与已有的名字对比。',
    fixes: {spell: '按列表里的写法写。', quote: '打印程序实际发出的名字，去掉其中的引号、空格和括号。'},
  },
  'tools-unsupported': {
    title: '模型[ {model} ]不支持工具调用',
    meaning: '请求里带了工具，而模型的模板和解析器都没有工具的位置。Ollama 会拒绝请求，而不是忽略工具。',
    causes: [
      '这个模型没有经过工具调用训练。',
      '程序在每个请求里都带工具，例如智能体或编辑器。',
      '模型由单独的 GGUF 创建，丢了模板。',
      '这份模型拉取时，它的模板还不支持工具。',
    ],
    confirm: '看 Capabilities 下面有没有 “tools”。',
    fixes: {
      other: '换一个有 “tools” 能力的模型：ollama.com/search?c=tools 列出了它们。',
      off: '或者在发请求的程序里，对这个模型关闭工具（函数调用、智能体模式）。',
      update: '如果模型库里写着它支持工具，就更新本地的这一份。',
    },
  },
  'thinking-unsupported': {
    title: '模型[ {model} ]不支持思考',
    meaning: '请求要求思考，而模型的模板和解析器没有思考的位置。',
    causes: [
      '程序在每个请求里都带 “think” 或推理强度。',
      '模型由单独的 GGUF 创建，没有模型库那一份所带的内容。',
      '这份模型拉取时，Ollama 还不认识它的思考。',
    ],
    confirm: '看 Capabilities 下面有没有 “thinking”。',
    fixes: {
      off: '不要求思考：去掉 “think” 和 “reasoning_effort”，或者发送 false。',
      other: '或者换一个有 “thinking” 能力的模型：ollama.com/search?c=thinking 列出了它们。',
      update: '如果模型库里写着它会思考，就更新本地的这一份。',
    },
  },
  'insert-unsupported': {
    title: '模型[ {model} ]不支持中间填充',
    meaning: '请求里有 “suffix”（代码补全会这样发），而模型的模板没有它的位置。',
    causes: ['自动补全设成了对话模型。', '用的是指令版的标签，而不是补全版。'],
    confirm: '看 Capabilities 下面有没有 “insert”。',
    fixes: {
      fim: '自动补全换成有 “insert” 能力的模型。',
      off: '或者让编辑器插件自己拼提示词：许多插件有模板设置。',
    },
  },
  'image-unsupported': {
    title: '模型[ {model} ]不能读图片或声音',
    meaning: '请求里有图片或录音，而模型没有读取它的部分。0.30 之前的服务大多悄悄忽略图片，现在会拒绝。',
    causes: ['这个模型只读文本。', '模型由 GGUF 创建时没有带投影器（mmproj），或者引擎不用那一种。'],
    confirm: '看 Capabilities 下面有没有 “vision” 或 “audio”。',
    fixes: {
      vision: '换一个有这种能力的模型。',
      library: '如果它本来应该有，就用 ollama.com 的那一份，而不是自己的 GGUF。',
    },
  },
  'embedding-model-for-generate': {
    title: '模型[ {model} ]不能生成文本',
    meaning: '服务说这个模型没有这种能力。嵌入模型只响应 /api/embed，不能对话。',
    causes: ['该用对话模型的地方设成了嵌入模型。', '模型权重读不出来时，0.6.4 以后的服务也会这样说。'],
    confirm: '看 Capabilities：有 “embedding” 就是嵌入模型；一项都没有，说明它的文件读不出来。',
    fixes: {
      capabilities: '看看这个模型能做什么，需要文本的地方设成对话模型。',
      embed: '向嵌入模型请求嵌入。',
      repair: '如果它本来能生成文本，检查它的文件是否完整。',
    },
  },
  'embeddings-unsupported': {
    title: '模型[ {model} ]不提供嵌入',
    meaning: '请求嵌入的模型或引擎不计算嵌入。旧的服务可以从任何对话模型取嵌入，新的会拒绝。',
    causes: ['该用嵌入模型的地方设成了对话模型。', '这个模型运行在 MLX 引擎上。'],
    confirm: '看 Capabilities 下面有没有 “embedding”。',
    fixes: {embed: '使用嵌入模型。不同模型的向量不能混用，已存的向量要全部重算。'},
  },
  'model-template-lost': {
    title: '模型[ {model} ]丢了模板',
    meaning: '模板告诉 Ollama 这个模型的对话、工具和思考该怎么写。没有模板，模型就缺少原版的能力，回答也可能很差。',
    causes: [
      '模型由单独的 GGUF 创建，或从 Hugging Face 拉取，其中的模板缺失，或 Ollama 不认识。',
      'Modelfile 里没有写 TEMPLATE 和 PARSER。',
    ],
    confirm: '模板只有 “{{ .Prompt }}”，或者能力只有 completion，就是这个原因。',
    fixes: {
      library: '如果 ollama.com 有同样的模型，就用那一份。',
      from: '或者让 Modelfile 以 FROM 加模型库里的模型开头，继承它的模板。',
      template: '或者把原版的 TEMPLATE（以及 PARSER、RENDERER）写进 Modelfile。',
    },
  },
  'model-template-outdated': {
    title: '这份模型[ {model} ]不适合这个版本的 Ollama',
    meaning: '模板或文件是为另一个版本的引擎做的。ollama.com 上通常有合适的一份。',
    causes: [
      '模型很久以前拉取，模型库里的那份后来更新过。',
      '模板用了引擎不认识的内容。',
      '这是派生的模型：它的模板停在当时的样子。',
    ],
    confirm: '看它的修改时间和要求的版本。',
    fixes: {
      pull: '重新拉取：只下载有变化的部分。',
      upgrade: '如果模型很新，升级 Ollama。',
      rebuild: '如果是自己的模型，在更新后的模型之上重写 Modelfile。',
    },
  },
  'model-architecture-unsupported': {
    title: 'Ollama 不能运行这种架构的模型[：{architecture}]',
    meaning: '文件写明的架构是引擎没有的。新版的 Ollama 也许有；有些架构还没有任何版本支持。',
    causes: [
      '模型比这个版本的 Ollama 新。',
      'GGUF 来自别处，架构的叫法与 Ollama 不同。',
      '目前没有任何版本的 Ollama 支持它。',
    ],
    confirm: '看运行的是哪个版本，日志里写的是哪种架构。',
    fixes: {
      library: '如果 ollama.com 有这个模型，就用那一份。',
      upgrade: '升级 Ollama。',
      wait: '如果最新版也这样说，在 Ollama 的 issue 里查这个架构名，暂时用别的模型。',
    },
  },
  'tool-call-parse': {
    title: '模型[ {model} ]写出的工具调用无法解析',
    meaning: '模型开始了一次工具调用，但没有按格式写，服务解析不了。请求本身没有错。',
    causes: [
      '上下文满了，或 num_predict 到了上限，调用还没写完。',
      '模型小或量化得厉害，长参数容易写错。',
      '给的工具太多，或参数太复杂。',
      '这个版本对该模型的解析器有缺陷。',
    ],
    confirm: '看上下文有多大，日志里有没有截断的记录。',
    fixes: {
      retry: '再问一次：下一次的输出会不同。',
      room: '留出空间：增大 num_ctx，不要设很小的 num_predict，减少或简化工具。',
      other: '换更大的模型，或擅长工具调用的模型。',
      upgrade: '升级 Ollama：解析器经常修正。',
    },
  },
  'runner-crashed': {
    title: '计算模型的 runner 进程异常退出了[：{model}]',
    meaning:
      '服务失去了 runner，而这个响应没有说明原因；原因在服务日志里，在它之前的几行。“exit status 2”、“unexpected EOF” 和一大串 goroutine 本身说明不了什么。',
    causes: ['显存或内存耗尽。', 'GPU 驱动或库出错。', '这个版本运行这个模型时有缺陷。', '模型文件损坏。'],
    confirm:
      '能说明原因的是 “terminated” 之前最早的那一行：“out of memory” 或 “killed” 是内存，“CUDA error”、“ROCm error” 或 Xid 是 GPU，GGML_ASSERT 或 panic 是程序缺陷。再用 ollama-doctor explain 解释那一行。',
    fixes: {
      log: '阅读崩溃之前、goroutine 堆栈上方的日志。',
      smaller: '换一个更小的模型和较小的 num_ctx 再试，以判断是不是内存的问题。',
      upgrade: '升级 Ollama：许多这类缺陷已经修复。',
      cpu: '用 num_gpu 0 运行一次：在 CPU 上能运行，就是 GPU 或驱动的问题。',
    },
  },
  'gguf-tensor-type-unsupported': {
    title: '文件里有这个版本读不了的张量类型',
    meaning:
      'GGUF 写明每个张量的数值格式。这个文件用的格式比引擎新，或者已被引擎移除，例如两种版本的 MXFP4 和 Q4_0_4_4。',
    causes: [
      '模型比这个版本的 Ollama 新。',
      '存储里的那份是旧格式，而这个版本的 Ollama 要新格式。',
      '文件来自别的程序，用了它自己的格式。',
    ],
    confirm: '看运行的是哪个版本，日志里写的是哪种类型。',
    fixes: {
      upgrade: '升级 Ollama。',
      replace: '然后删除模型重新拉取，让整个文件重新下载。Modelfile 会留一份。',
      quant: '或者用同一模型的另一种量化，例如 Q4_K_M。',
    },
  },
  'gguf-conversion-faulty': {
    title: '模型文件转换有误',
    meaning: '文件是完整的 GGUF，但缺少引擎需要的内容，或形状不对。',
    causes: [
      '转换时没有带上分词器的文件（merges、词表）。',
      '转换工具对这个模型来说太旧，或对这个版本的 Ollama 来说太新。',
      '合并或微调改变了词表或张量的形状。',
    ],
    confirm: '看加载程序缺的是什么。',
    fixes: {
      convert: '用最新的转换工具重新转换，权重旁边要有 tokenizer.json 和 tokenizer_config.json。',
      other: '或者用别人转换的 GGUF，或 ollama.com 的模型。',
      upgrade: '如果文件很新，升级 Ollama。',
    },
  },
  'vision-projector-unsupported': {
    title: '模型的视觉部分（投影器）无法加载[：{projector}]',
    meaning: '投影器（mmproj）为模型转换图片。这个版本不认识它的类型，或者它不属于这个模型。',
    causes: ['投影器比这个版本的 Ollama 新。', '投影器是为别的模型或别的尺寸做的。', '它的文件损坏。'],
    confirm: '看运行的是哪个版本，日志里怎么说投影器。',
    fixes: {
      upgrade: '升级 Ollama。',
      library: '或者用 ollama.com 的那一份，它带有合适的投影器。',
      text: '或者不要投影器：创建模型时去掉第二行 FROM。之后它只读文本。',
    },
  },
  'model-dropped-by-new-engine': {
    title: '这个版本的 Ollama 不再运行旧版本能运行的模型[：{model}]',
    meaning: 'Ollama 0.30 更换了引擎，新引擎缺少少数模型，例如旧形式的 llama3.2-vision。0.32.6 起不再支持画图的模型。',
    causes: ['升级了 Ollama，而模型文件属于旧引擎。', '这一类模型已经不再支持。'],
    confirm: '看运行的是哪个版本，模型是哪种架构。',
    fixes: {
      pull: '重新拉取：也许有适合新引擎的一份。',
      other: '同样的任务换一个模型。',
      older: '或者退回旧引擎的最后版本 0.24，在模型更新之前关闭自动升级。',
    },
  },
  'model-load-failed': {
    title: '模型[ {model} ]加载失败',
    meaning: '加载失败，而这个响应没有说明原因；服务日志里有，在它之前的几行。',
    causes: ['内存不够。', '文件损坏或不完整。', '这个版本的 Ollama 不认识模型的格式。'],
    confirm:
      '找最早说明原因的那一行：“out of memory” 或 “unable to allocate” 是内存，“not within the file bounds” 或 “magic” 是文件，“unknown model architecture” 是版本。',
    fixes: {
      log: '查看日志中该错误之前的几行。',
      repull: '更新模型。',
      replace: '如果文件损坏，只拉取修复不了：先删除模型。Modelfile 会留一份。',
      upgrade: '如果是不认识的格式，升级 Ollama。',
    },
  },
  'model-reloaded': {
    title: '模型[ {model} ]被列为已加载，却又[用 {loadMs} ]重新加载了一次',
    meaning: '已加载的模型不需要再加载。服务为这次检查重新加载了它，所以它的 keep-alive 现在是默认值。',
    causes: [
      '它的 runner 在此之前已经异常退出，例如内存不足或崩溃：/api/ps 仍会列出它。',
      '它是用检查看不到的 runner 选项加载的（num_gpu、num_thread、num_batch 等）。',
    ],
    confirm: '如果 “starting runner” 之前有 runner 结束的记录，就是它异常退出过。',
    fixes: {log: '在日志里看 runner 是否异常退出过。', keepAlive: '看看它现在加载到什么时候。'},
  },
  'model-in-use': {
    title: '有程序说模型正在使用中',
    meaning:
      'Ollama 没有这样的提示：它来自前面的程序，那个程序要求模型空闲；或者来自 Windows，它不允许删除打开着的文件。',
    causes: ['那个程序的另一个请求正在使用模型。', '在 Windows 上，杀毒软件、备份或另一个 Ollama 打开着这个文件。'],
    confirm: '看模型是否已加载。',
    fixes: {
      stop: '看看加载了什么，没有人需要就卸载。',
      close: '在 Windows 上，等杀毒软件或备份结束，或退出另一个 Ollama，然后再试。',
    },
  },
}
