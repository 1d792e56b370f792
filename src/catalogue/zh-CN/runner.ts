import type {WordsOf} from '../entry.ts'
import type {runner as domain} from '../runner.ts'

export const runner: WordsOf<typeof domain> = {
  'fixed-by-upgrade': {
    title: '很可能是这个 Ollama 版本的缺陷',
    meaning: '程序违反了自己的内部规则。这不是请求的错，也不是机器的错；这类缺陷通常在下一个版本里就会修复。',
    causes: ['这个版本在这个模型或硬件上有缺陷。', '模型文件损坏，而程序没有检查出来。'],
    confirm: '记下版本，并在日志里找到崩溃的第一行。',
    fixes: {
      upgrade: '升级 Ollama。',
      back: '如果最新版本会出错而旧版本正常，就退回旧版本；模型会保留。',
      report: '如果仍然出错，附上从崩溃第一行开始的日志上报。',
    },
  },
  'runner-missing-shared-library': {
    title: 'runner 无法启动：缺少共享库[（{library}）]',
    meaning: '操作系统无法加载 runner 需要的库，所以它什么都没做就退出了。模型没有问题。',
    causes: [
      '安装不完整：runner 旁边少了一个库。',
      '软件包里没有 GPU 的库，有些 snap 和发行版的包就是这样。',
      '缺少 Microsoft Visual C++ 运行库（Windows）。',
      '系统里的 CUDA、ROCm 或 oneAPI 库被删除或更新了。',
    ],
    confirm: '在日志里退出状态之前的几行中找库的名字。',
    fixes: {
      reinstall: '清除旧版本留下的文件后重新安装 Ollama；模型和用 “systemctl edit” 做的设置都会保留。',
      runtime: '在 Windows 上，安装 Visual C++ 运行库。',
      official:
        '如果 Ollama 来自 snap 或发行版，先停用它，再改用官方安装方式。官方安装有自己的模型目录：需要重新下载模型。',
    },
  },
  'cpu-instruction-unsupported': {
    title: 'CPU 缺少 runner 使用的指令',
    meaning: 'runner 遇到第一条不认识的指令就被终止了，多半是 AVX 或 AVX2。',
    causes: ['虚拟机隐藏了 CPU 的功能。', 'CPU 对这个构建来说太旧。', '旧版 Ollama 不会按 CPU 的功能选择构建。'],
    confirm: '看看系统里列出的 CPU 功能有没有 avx 和 avx2。',
    fixes: {
      upgrade: '升级 Ollama：新版本会选择 CPU 能运行的代码。',
      hypervisor: '在虚拟机里，把 CPU 类型设为 “host”（Proxmox；libvirt 里是 host-passthrough），然后重新启动虚拟机。',
      build: '如果 CPU 太旧，在这台机器上自行编译 Ollama，或换一台机器。',
    },
  },
  'gpu-backend-library-missing': {
    title: '缺少 GPU 的库，所以只用了 CPU',
    meaning: 'Ollama 从 lib/ollama 目录加载 CUDA、ROCm 或 Vulkan 的代码，而那里没有能加载的文件。',
    causes: [
      '只复制了程序，没有复制旁边的 lib/ollama 目录。',
      '几个版本的文件混在一起，或者解压没有完成。',
      '没有安装 AMD GPU 需要的 ROCm 包。',
      'OLLAMA_LLM_LIBRARY、LD_LIBRARY_PATH 或特殊的路径指向了别处。',
    ],
    confirm: '看看 lib/ollama 里有没有 cuda_v12、cuda_v13 之类的目录，以及日志里加载它们的结果。',
    fixes: {
      reinstall: '清除旧版本留下的文件后重新安装 Ollama；模型和用 “systemctl edit” 做的设置都会保留。',
      rocm: '如果是 AMD GPU，加装 ROCm 包。',
      variables: '看看有没有指向别处的变量，并去掉它们。',
    },
  },
  'llama-server-binary-missing': {
    title: '这个安装里缺少运行模型的程序',
    meaning:
      'Ollama 会为每个模型启动另一个程序：0.30 起是 llama-server，之前是 ollama_llama_server 或它自己。这个程序不在应有的位置。',
    causes: [
      '发行版或 Homebrew 的包里没有这个程序。',
      '只复制了 ollama 程序，没有复制 lib/ollama 目录。',
      '服务运行期间，Ollama 被升级或移动了。',
      '0.5 及更早的版本里，存放 runner 的临时目录被清理了。',
    ],
    confirm: '看看消息里列出的位置有没有这个程序。',
    fixes: {
      restart: '重启服务；如果文件是在运行期间移动的，这样就够了。',
      reinstall: '重新安装 Ollama；模型会保留。',
      official: '如果是软件包的问题，升级它，或改用官方安装方式。',
    },
  },
  'noexec-tmp': {
    title: '临时目录不允许执行程序，而 runner 就解压在那里',
    meaning: '0.5 及更早的版本会把 runner 解压到临时目录。那个目录以 “noexec” 挂载，或者有策略禁止从那里执行。',
    causes: ['/tmp 以 noexec 挂载。', '安全策略禁止执行 /tmp 里的文件。'],
    confirm: '看看 /tmp 的挂载选项里有没有 noexec。',
    fixes: {
      upgrade: '升级 Ollama：新版本不再往那里解压。',
      directory: '如果用旧版本，给它一个专用目录（OLLAMA_TMPDIR，到 0.6.2 为止有效）。',
      remount: '或者在机器的规定允许时，让 /tmp 在下次开机前可以执行程序。',
    },
  },
  'foreign-ggml-library': {
    title: '加载了其他程序的 ggml 库，而不是 Ollama 自己的',
    meaning: '搜索路径上有另一个版本的 llama.cpp 或 ggml 库。两者不兼容，runner 便自行中止。',
    causes: ['安装了 llama.cpp 或其他自带 ggml 的程序，并且它在 PATH 上。', '旧版 Ollama 留下了它的库。'],
    confirm: '看看搜索路径上除了 Ollama 的以外还有哪些 ggml 库。',
    fixes: {
      upgrade: '升级 Ollama：新版本不再搜索 PATH。',
      path: '把其他程序的目录从 PATH 里去掉，然后重启 Ollama。',
      reinstall: '或者清除旧版本留下的文件后重新安装 Ollama；模型会保留。',
    },
  },
  'install-mixed-versions': {
    title: '两个 Ollama 版本的库混在同一个目录里',
    meaning: '程序加载了另一个版本留下的库，在两者不同的地方崩溃。',
    causes: ['新版本直接解压在旧版本上面。', '自动更新中途停止，或无法替换正在使用的文件。'],
    confirm: '看看有没有日期不同的库，以及有没有被加载两次的后端。',
    fixes: {
      reinstall: '删除这些库，然后重新安装 Ollama；模型会保留。',
      check: '之后确认每个后端只加载一次。',
    },
  },
  'install-broken': {
    title: '安装已损坏，或者是为另一种处理器准备的',
    meaning: 'Ollama 的某个程序或库不完整、缺失，或与这台机器的架构不符。',
    causes: [
      '下载或解压没有完成，例如磁盘满了。',
      '文件是为另一种处理器准备的：把 arm64 装在了 amd64 上，或者相反。',
      '安装的一部分被删除，或从来没有复制过来。',
    ],
    confirm: '对比机器与程序的架构，并看看有没有过小或缺失的文件。',
    fixes: {
      reinstall: '重新安装 Ollama；模型会保留。',
      space: '如果仍然失败，看看磁盘是不是满了。',
    },
  },
  'distro-package-without-gpu': {
    title: '这个 Ollama 软件包只包含 CPU 的代码',
    meaning: '发行版把 Ollama 拆成了几个软件包，而 GPU 的那个没有安装。',
    causes: ['只安装了基础包。', '软件包编译时没有加入 CUDA 或 ROCm。'],
    confirm: '看看安装了哪些软件包，以及它们带来了哪些库。',
    fixes: {
      package: '安装发行版的 GPU 包，例如 ollama-cuda 或 ollama-rocm。',
      official: '或者改用官方安装方式。',
    },
  },
  'runner-hang': {
    title: '模型[ {model} ]已加载，却[在 {waitedMs} 内]没有一个 token',
    meaning:
      '其他请求都立即响应。要么 runner 卡住了，要么它正在处理别人的请求：除非 OLLAMA_NUM_PARALLEL 另有设置，一个模型一次只处理一个请求。',
    causes: [
      '另一个请求的长回答或长提示词排在前面。',
      '没有限制回答的长度，模型一直生成下去。',
      'GPU 或驱动卡住。',
      'runner 在等被换出的内存。',
    ],
    confirm: '看看模型是否好几分钟都处于 “Stopping...”，以及 CPU 或 GPU 是否在工作。',
    fixes: {
      evidence: '在日志里看它是否在工作；重启会丢失证据。',
      stop: '如果没有在工作，卸载模型。',
      restart: '如果这也卡住，重启服务。',
    },
  },
  'cpu-no-avx-gpu-disabled': {
    title: 'CPU 没有 AVX，所以没有用 GPU',
    meaning: '0.5 及更早的版本里，Ollama 的 GPU runner 要求 CPU 支持 AVX。虚拟机经常会隐藏它。',
    causes: ['虚拟机的 CPU 类型隐藏了 AVX。', 'CPU 太旧，没有 AVX。'],
    confirm: '看看系统里列出的 CPU 功能有没有 avx。',
    fixes: {
      upgrade: '升级 Ollama：从 0.6 起没有 AVX 也能用 GPU。',
      hypervisor: '或者把虚拟机的 CPU 类型设为 “host”（libvirt 里是 host-passthrough），然后重新启动虚拟机。',
    },
  },
  'server-panic': {
    title: '服务自身出错：500，没有文字',
    meaning: '服务的一个处理程序崩溃了。这是 Ollama 的缺陷，或者有一个损坏的文件它读不了。',
    causes: ['模型文件损坏。', '这个版本的缺陷。', '回应的不是 Ollama：这时 ollama 命令也会显示同样的话。'],
    confirm: '在日志里找 “panic recovered” 或 “panic serving”：它下面的几行写着出错的位置。',
    fixes: {
      log: '阅读请求那段时间的日志。',
      upgrade: '升级 Ollama。',
      other: '如果日志里没有这一行，检查这个地址是不是 Ollama 的。',
    },
  },
  'stream-interrupted': {
    title: '响应[在 {tokens} 个 token 之后]中断，没有结束标志也没有错误',
    meaning: 'Ollama 的流以写着 “done” 的一行结束；这个流直接停了。',
    causes: ['runner 或服务在中途异常退出。', '代理切断了连接。', '客户端自己停止了读取。'],
    confirm: '在日志里看那个时间发生了什么，以及模型是否还在加载状态。',
    fixes: {
      log: '看看服务或 runner 是否崩溃。',
      direct: '如果中间有代理，直接访问服务。',
    },
  },
}
