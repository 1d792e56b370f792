import type {WordsOf} from '../entry.ts'
import type {memory as domain} from '../memory.ts'

export const memory: WordsOf<typeof domain> = {
  'gpu-out-of-memory': {
    title: '[{model} 的]显存不足',
    meaning: '权重、上下文或计算缓冲区放不进 GPU 剩余的显存。',
    causes: [
      '别的模型或程序占用着显存。',
      '上下文很大。',
      '模型比 GPU 的显存还大。',
      '显存不足的是别的程序：“CUDA out of memory” 是 PyTorch 的说法，Ollama 从不这样写。',
    ],
    confirm: '日志会说明哪次分配失败、有多大、在哪个设备上。',
    fixes: {
      holders: '看看显存被谁占用。',
      unload: '卸载不需要的。',
      context: '使用比现在更小的上下文；ollama ps 会显示它。',
      smaller: '或者使用更小的模型，或同一模型更低比特的量化版本。',
      reserve: '如果本应放得下却仍然失败，就给每个 GPU 留出一些显存（这里是 1 GiB），让放上去的层少一些。',
    },
  },
  'gpu-memory-held': {
    title: '另一个程序占着显存[：{holder} 占 {totalBytes} 中的 {heldBytes}]',
    meaning: '显存里放不下模型，而其中很大一部分属于一个不是 Ollama 的程序。',
    causes: [
      '同一块 GPU 上在运行训练、笔记本、游戏或图像生成。',
      '某个崩溃的程序留下了进程。',
      '另一个推理服务预先占用了显存，例如 vLLM。',
    ],
    confirm: '看它是什么程序、属于谁、从何时开始运行。',
    fixes: {
      end: '没有人需要时结束那个程序，或者让它换个时间运行。',
      wait: '如果它属于别人，请与对方商量：一有空间，Ollama 就会加载模型。',
      smaller: '如果两者都要运行，换用剩余显存放得下的模型。',
      spread: '如果有多块 GPU，用 CUDA_VISIBLE_DEVICES（AMD 用 ROCR_VISIBLE_DEVICES）给各自分配。',
    },
  },
  'context-too-large-for-vram': {
    title: '上下文需要的显存太多[：KV 缓存 {kvGib} GiB，权重 {weightsGib} GiB]',
    meaning:
      '上下文越长占用的内存越多，还要乘以并行槽位的数量。放不下时，一部分层会移到 CPU 上，模型因此变慢，或者加载失败。',
    causes: [
      'OLLAMA_CONTEXT_LENGTH 或 num_ctx 远大于实际需要。',
      '从 0.15.5 起，显存多的机器默认上下文很大。',
      'OLLAMA_NUM_PARALLEL 会让上下文成倍增加。',
    ],
    confirm: '看上下文和 CPU/GPU 的分配，再与 “ollama list” 里的模型大小比较。',
    fixes: {
      context: '使用够提示词用的最小上下文，再重新加载模型。',
      cache: '或者让缓存减半：把它量化，这需要 flash attention。',
      parallel: '只用一个并行槽位。',
      smaller: '或者使用更小的模型，或同一模型更低比特的量化版本。',
    },
  },
  'system-memory-insufficient': {
    title: '模型[ {model} ]需要的内存超过了空闲内存[：需要 {required}，只有 {available}]',
    meaning: '不放在 GPU 上的部分，必须放进机器空闲的内存和交换空间。',
    causes: ['模型对这台机器来说太大。', '上下文很大。', '别的程序，或容器、虚拟机的限制，留下的太少。'],
    confirm: '看服务所在的机器有多少空闲内存，以及日志怎么说。',
    fixes: {
      free: '卸载不需要的，并关闭别的程序。',
      context: '使用比现在更小的上下文；ollama ps 会显示它。',
      smaller: '使用更小的模型，或同一模型更低比特的量化版本。',
      swap: '如果只差一点，就增加交换空间。放进交换空间的部分会很慢。',
    },
  },
  'host-oom-killed': {
    title: 'runner 被杀死，很可能是内存不够',
    meaning: 'SIGKILL 来自内核的 OOM killer 或容器的内存限制，很少来自别处。',
    causes: ['机器的内存耗尽。', '容器或 pod 的限制太低。', '有人，或等得不耐烦的服务管理器，杀死了进程。'],
    confirm: '查看内核日志或容器状态以确认。',
    fixes: {
      smaller: '使用更小的模型，或同一模型更低比特的量化版本，并卸载不需要的；现在加载着这些。',
      context: '使用更小的上下文。',
      limit: '如果服务运行在容器或 WSL 里，提高它的限制。',
      swap: '或者增加交换空间。放进交换空间的部分会很慢。',
    },
  },
  'vulkan-out-of-memory': {
    title: 'Vulkan 驱动无法分配显存',
    meaning: '要么显存已满，要么单个缓冲区超过了驱动允许一次分配的上限；后一种情况在显存还很多时也会发生。',
    causes: [
      '上下文或并行槽位太多，使某个缓冲区超过驱动的上限。',
      '权重和上下文超过了 GPU 的显存。',
      '集成显卡只能使用机器内存的一部分。',
    ],
    confirm: '看失败的缓冲区有多大，以及驱动允许一次最多分配多少。',
    fixes: {
      unload: '卸载不需要的。',
      context: '使用更小的上下文：它会缩小最大的缓冲区。',
      parallel: '只用一个并行槽位。',
      layers: '或者减少放在 GPU 上的层数；逐步调低，直到能加载。',
    },
  },
  'metal-out-of-memory': {
    title: 'macOS 不再给 GPU 更多内存',
    meaning: 'Mac 的 GPU 与系统共用内存，而 macOS 只让它使用其中大约三分之二到四分之三。模型加上上下文超过了这个限度。',
    causes: ['模型对这台 Mac 来说太大。', '上下文很大。', '加载了几个模型，或别的程序也在使用 GPU。'],
    confirm: '看加载了什么，以及这台 Mac 有多少内存；限度为 0 表示系统默认值。',
    fixes: {
      unload: '卸载不需要的。',
      context: '使用更小的上下文。',
      smaller: '使用更小的模型，或同一模型更低比特的量化版本。',
      wired: '或者提高 GPU 的份额，但至少给 macOS 留 8 GB：留得太少，整台 Mac 会卡住。设为 0 恢复默认。',
    },
  },
  'model-too-large-for-vram': {
    title: '模型放不进 GPU 的空闲显存[：需要 {neededGib} GiB，空闲 {freeGib} GiB]',
    meaning: 'Ollama 把放得下的部分放到 GPU 上，其余的在 CPU 上运行。可以工作，但慢得多。',
    causes: ['权重比 GPU 的显存还大。', '别的模型或程序占用着显存。', '上下文和计算缓冲区给各层留下的空间太少。'],
    confirm: '看模型是怎样分配的，以及显存被谁占用。',
    fixes: {
      unload: '卸载不需要的，并关闭占用 GPU 的程序。',
      smaller: '使用更小的模型，或同一模型更低比特的量化版本，大小要低于空闲显存。',
      context: '如果只差几层，也可以使用更小的上下文。',
      cache: '或者量化 KV 缓存，这需要 flash attention。',
    },
  },
  'num-parallel-memory': {
    title: '并行槽位使上下文占用的内存成倍增加[：{layers} 层中只有 {offloaded} 层放得进 GPU]',
    meaning:
      '每个并行槽位都有自己的上下文，所以加载模型时会预留 OLLAMA_NUM_PARALLEL 乘以上下文长度的内存，不管用不用得到。',
    causes: ['OLLAMA_NUM_PARALLEL 设得太大。', '在 0.10 之前的版本里由服务自己选择，最多是上下文的 4 倍。'],
    confirm: '看服务实际的 OLLAMA_NUM_PARALLEL，以及加载后的模型比文件大多少。',
    fixes: {
      one: '只用一个槽位；请求会依次等待。',
      context: '或者保留这些槽位，给每个更小的上下文。',
    },
  },
  'host-allocation-failed': {
    title: '机器无法给 runner 分配内存',
    meaning: '失败的是普通内存的分配，不是显存：用于留在 CPU 上的层，或用于向 GPU 传数据的缓冲区。',
    causes: [
      '内存和交换空间（Windows 上是页面文件）用完了。',
      '有限制在起作用：ulimit、systemd、容器，或严格的 overcommit。',
      'num_ctx 大到任何机器都没有那么多内存。',
    ],
    confirm: '看内存和交换空间还剩多少，以及有没有设置限制。',
    fixes: {
      free: '卸载不需要的，并关闭别的程序。',
      pageFile: '增加交换空间，或让 Windows 扩大页面文件。',
      limit: '如果是容器或 WSL 限制了内存，提高那个限制。',
      smaller: '或者使用更小的模型或上下文。',
    },
  },
  'prompt-cache-exhausts-memory': {
    title: '提示词缓存占满了内存[：{cacheMib} MiB]',
    meaning: '从 0.30 起，每个 runner 会在普通内存里保留最多 8 GiB 以前的提示词。Ollama 判断放不放得下时没有算上它。',
    causes: ['容器或机器剩余的内存少于缓存可能占用的量。', '加载了几个模型，每个都有自己的缓存。'],
    confirm: '日志里有缓存的上限，以及它在结束之前怎样增长。',
    fixes: {
      cache: '把缓存调小，这里是 512 MiB；设为 0 就关闭它。之后较长的对话会更常被重新读取。',
      limit: '或者提高容器的限制。',
      models: '或者同时只加载一个模型。',
    },
  },
  'gpu-overhead-misconfigured': {
    title: 'OLLAMA_GPU_OVERHEAD 把显存都留空了[：{freeGib} GiB 中的 {overheadGib} GiB]',
    meaning: '这个变量在每个 GPU 上预留这么多显存，单位是字节。没有给模型留下空间，所以它运行在 CPU 上。',
    causes: ['这个值原本是指所有 GPU 的总和，或用了别的单位。', '以前试验时设置过，之后一直留着。'],
    confirm: '看服务实际拿到的值，以及日志里说还剩多少显存。',
    fixes: {
      unset: '去掉这个变量。',
      bytes: '或者给它一个较小的字节数，这里是每个 GPU 512 MiB。',
    },
  },
  'container-memory-limit': {
    title: '容器的内存限制太低[：{process} 被杀死]',
    meaning: '容器、pod、虚拟机或 WSL 能用的内存比机器少，而模型超过了这个限制。机器本身可能还有很多内存。',
    causes: [
      'Compose、Kubernetes 或 systemd 里的限制小于模型加上下文。',
      'Docker Desktop 或 WSL 只把机器一半的内存给它的虚拟机。',
      '0.30 及以后版本的提示词缓存，或第二个模型，又占用了一部分。',
    ],
    confirm: '看限制是多少，以及容器是否因此被杀死。',
    fixes: {
      limit: '把限制提高到模型大小加上下文以上，再多留 1 到 2 GB。',
      desktop: '在 Docker Desktop 里给虚拟机更多内存：Settings、Resources、Memory。',
      context: '或者使用更小的上下文。',
      smaller: '或者使用更小的模型，或同一模型更低比特的量化版本。',
    },
  },
  'kv-cache-slot-exhausted': {
    title: 'KV 缓存里没有位置给这个请求了',
    meaning: '已加载上下文里的 token 位置都被占用，被这个请求或同时运行的其他请求用完，runner 只能放弃。',
    causes: [
      '对并行请求的数量来说，上下文太小。',
      '这个版本在释放或移动缓存时有缺陷。',
      'num_ctx 小于并行槽位的数量。',
    ],
    confirm: '看加载的上下文有多大，以及日志里失败之前写了什么。',
    fixes: {
      upgrade: '升级 Ollama：已有好几个这样的缺陷得到修复。',
      context: '给服务更大的上下文。这会占用内存。',
      parallel: '只用一个并行槽位。',
    },
  },
}
