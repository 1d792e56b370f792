import type {WordsOf} from '../entry.ts'
import type {gpu as domain} from '../gpu.ts'

export const gpu: WordsOf<typeof domain> = {
  'gpu-discovery-timeout': {
    title: '查找 GPU 用时太长，服务没有等到结果就继续了',
    meaning:
      '如果发生在启动时，服务会用 CPU，或少了那块 GPU。如果发生在之后，它继续用旧的空闲显存数字，GPU 正常时没有害处。',
    causes: [
      'GPU 在休眠，驱动唤醒得慢。',
      '驱动卡住了，或容器丢失了 GPU。',
      '磁盘或杀毒软件让庞大的 GPU 库加载得很慢。',
    ],
    confirm: '看日志之后有没有列出 GPU，以及驱动自己有没有反应。',
    fixes: {
      restart: '重启服务，让它再找一次。',
      persistence: '让 NVIDIA 驱动保持唤醒。',
      upgrade: '升级 Ollama：新版本等得更久。',
      kernel: '如果仍然这样，在内核日志里找 GPU 重置的记录。',
    },
  },
  'gpu-wrong-output': {
    title: 'GPU 算错了：回答是一串符号或一个重复的字符',
    meaning: '模型在运行，但在这块 GPU 上算出的数是错的。同一个模型在 CPU 上回答正常。',
    causes: [
      'Ollama 针对这块 GPU 的代码或它的驱动，与这个模型组合有缺陷。',
      'flash attention 或量化的上下文缓存在这块 GPU 上不适用于这个模型。',
      '多块 GPU 之间传输数据出错，或显卡损坏。',
      '模型文件损坏：这时用 CPU 也是乱码。',
    ],
    confirm: '用 CPU 问一次：那里回答正常，就是 GPU 的问题。',
    fixes: {
      upgrade: '升级 Ollama。',
      driver: '升级 GPU 驱动；这里的命令用于 NVIDIA。',
      flash: '关闭 flash attention，并去掉 OLLAMA_KV_CACHE_TYPE 试试。',
      oneGpu: '有多块 GPU 时，只用一块试试。',
    },
  },
  'llm-library-misconfigured': {
    title: 'OLLAMA_LLM_LIBRARY 指定了这个 Ollama 没有的库[：{library}]',
    meaning: '这个变量按目录名强制使用某个 GPU 库。如果没有这个名字，旧版本当作没有设置，新版本会跳过所有 GPU 库。',
    causes: ['名字写错了，或属于别的版本，例如把 cuda_v12 写成 cuda。', '安装里没有这个库。'],
    confirm: '把服务环境里的值和库目录对照。',
    fixes: {
      unset: '去掉这个变量：Ollama 会自己选最合适的库。',
      choose: '或把它设为存在的目录名。',
    },
  },
  'gpu-discovery-crash': {
    title: '查找 GPU 的程序崩溃了，所以没有列出 GPU',
    meaning: 'Ollama 为每个 GPU 库启动一个辅助程序，看能找到什么。它出错结束后，这个库会被跳过，模型可能改用 CPU。',
    causes: ['GPU 驱动（CUDA、ROCm 或 Vulkan）有缺陷。', '库目录里混有两个版本的文件。', '某个库与系统不兼容。'],
    confirm: '看是哪个库失败，以及是否仍然列出了 GPU。',
    fixes: {
      driver: '升级 GPU 驱动；这里的命令用于 NVIDIA。',
      upgrade: '升级或重新安装 Ollama。',
      vulkan: '如果崩溃的是 Vulkan，关闭它。',
      debug: '让日志更详细，然后重启服务。',
    },
  },
  'gpu-unsupported-on-platform': {
    title: 'Ollama 在这个系统上不能使用这块 GPU',
    meaning: '并非每种 GPU 用法在每个系统上都有：Intel Mac 的 GPU 不能用 Metal，也不是每个 Linux 都有 NVIDIA 驱动。',
    causes: [
      '这是 Intel Mac：Ollama 在上面只用 CPU。',
      'OLLAMA_LLM_LIBRARY 强制使用这个系统没有的库。',
      'NVIDIA 没有为这个发行版提供软件包，驱动要手动安装。',
    ],
    confirm: '看处理器（x86_64 是 Intel）以及日志列出的设备。',
    fixes: {
      unset: '不要强制指定库。',
      smaller: '在 CPU 上用小模型；列表会显示加载了什么、在哪里。',
      other:
        '在有受支持 GPU 的机器上运行服务，并把这里的 OLLAMA_HOST 设为它的地址。Ollama 没有身份验证，只让自己的网络访问它。',
    },
  },
  'amd-gfx-unsupported': {
    title: 'ROCm 库不支持这块 AMD GPU[（{architecture}）]',
    meaning:
      'AMD 的计算库只为特定的 GPU 型号（gfx target）编译。遇到其他型号，Ollama 会跳过这块 GPU，或者第一次计算就失败。',
    causes: [
      '这块 GPU 比 ROCm 支持的型号更旧、更新或更低端。',
      '正在使用的 ROCm 库版本较旧，还不认识这块 GPU。',
      'HSA_OVERRIDE_GFX_VERSION 让 GPU 冒充了不相符的型号。',
    ],
    confirm: '把 GPU 的 gfx target 与日志里列出的受支持型号对比。',
    fixes: {
      upgrade: '升级 Ollama：新版本支持更多 GPU。',
      override:
        '在 Linux 上，让 GPU 冒充同系列中最接近的受支持型号：gfx103x 用 10.3.0，gfx110x 用 11.0.0。如果回答错乱或 GPU 出错，再去掉它。',
      vulkan: '或者使用不需要 ROCm 的 Vulkan 后端：0.12.11 起提供，0.30 起默认启用。',
    },
  },
  'intel-gpu-misconfigured': {
    title: '找到了 Intel GPU，但当前的配置下用不了',
    meaning: 'GPU 的驱动或运行时（oneAPI、Level Zero、SYCL）报错，或者报告显存为零，所以无法把任何东西放到 GPU 上。',
    causes: [
      'Intel GPU 的计算驱动缺失、太旧，或与内核不匹配。',
      'oneAPI 后端看到的是没有独立显存的核显。',
      '固件里没有打开 Resizable BAR。',
    ],
    confirm: '在日志和驱动自带的工具里查看 GPU 的名称和显存。',
    fixes: {
      driver: '确认驱动能看到 GPU，并安装 Intel 的最新驱动。',
      vulkan: '使用 Vulkan 后端，官方版本从 0.12.11 起用它支持 Intel GPU。',
      igpu: '如果是核显，0.30 及更新版本还需要明确启用。',
      rebar: '如果是 Arc 显卡，在固件里打开 Resizable BAR，并确认系统能识别。',
    },
  },
  'amd-kfd-permission': {
    title: '服务没有权限打开 AMD GPU 的设备',
    meaning: 'ROCm 通过 /dev/kfd 和 /dev/dri/render* 工作。它们属于 render 和 video 组，而运行服务的用户不在这些组里。',
    causes: [
      '用户 ollama 不在 render 和 video 组里。',
      '容器里的用户没有这些组，或者组的编号与宿主机不一致。',
      'SELinux 或 cgroup 规则禁止访问设备。',
    ],
    confirm: '对比设备所属的组和运行服务的用户所在的组。',
    fixes: {
      groups: '把运行服务的用户加入这两个组，然后重启。',
      container: '把设备传给容器，并加上它们在宿主机上所属组的编号。',
      selinux: '如果组没有问题，看看 SELinux 是否拒绝了访问。',
    },
  },
  'igpu-disabled-by-default': {
    title: '找到了核显，但被有意跳过',
    meaning:
      '从 0.30 起，除非明确允许，Ollama 会忽略大多数核显，因为很多核显并不比 CPU 快。更早的版本会跳过没有独立显存的 AMD 核显。',
    causes: ['没有为服务设置 OLLAMA_IGPU_ENABLE。', '旧版本的设置（例如 OLLAMA_INTEL_GPU）已经不起作用。'],
    confirm: '在日志里找说明跳过了哪块 GPU 的那一行。',
    fixes: {
      enable: '允许使用核显（0.30 及更新版本）。',
      upgrade: '如果版本更旧，先升级。',
      cpu: '或者保持不变：模型会在 CPU 上运行。',
    },
  },
  'vulkan-backend-crash': {
    title: 'Vulkan 后端丢失了 GPU，或者无法在上面启动',
    meaning: 'Vulkan 驱动在计算途中重置了 GPU，或者不具备后端需要的功能。模型文件没有问题。',
    causes: [
      'Vulkan 驱动有缺陷或太旧。',
      '一次计算超过了驱动允许的时间，低端 GPU 配上很长的上下文就会这样。',
      'GPU 被别的程序或电源管理重置了。',
    ],
    confirm: '看看 Vulkan 怎样报告这块 GPU，以及同一个模型不用它能否运行。',
    fixes: {
      driver: '更新 GPU 驱动（Linux 上是 Mesa 或厂商的驱动）；在 Windows 上，命令会显示现在的版本。',
      upgrade: '升级 Ollama。',
      context: '缩短上下文，让每次计算更小。',
      off: '关闭 Vulkan 后端；CUDA 和 ROCm 不受影响。',
    },
  },
  'amd-rocm-runtime-mismatch': {
    title: 'AMD 驱动与 ROCm 库不匹配',
    meaning: 'Ollama 加载的 ROCm 库需要更新的或另一种驱动，所以 GPU 在启动时就被排除了。',
    causes: [
      'AMD 驱动或内核比 ROCm 库要求的旧。',
      '加载了系统里的 ROCm，而不是 Ollama 自带的。',
      '没有安装 Ollama 的 ROCm 包，或者它与 Ollama 的版本不同。',
      '几套库里有一套不匹配，而另一套能用：这时这行日志没有害处。',
    ],
    confirm: '看日志里提到的是哪个库，以及 “inference compute” 那行是否仍然列出了 GPU。',
    fixes: {
      upgrade: '升级 Ollama。',
      driver: '更新 AMD 驱动（Windows 上是 Adrenalin）；命令会显示现在的版本。',
      bundled: '升级之后安装最新版的 ROCm 库，或使用自带这些库的镜像。',
      vulkan: '或者使用不需要 ROCm 的 Vulkan 后端。',
    },
  },
  'amd-gpu-memory-fault': {
    title: 'AMD GPU 出错：访问了不存在的内存，或者卡死了',
    meaning: '驱动中止了 GPU 上的计算，runner 也随之结束。',
    causes: [
      'HSA_OVERRIDE_GFX_VERSION 指定的型号与这块 GPU 不符。',
      '内核的 amdgpu 驱动、固件或 ROCm 有缺陷。',
      '显存不稳定：超频、过热或损坏。',
    ],
    confirm: '在内核日志里找 amdgpu 的记录，并看看模型不用 GPU 能否运行。',
    fixes: {
      override: '如果设置了这个变量，去掉它，或改成与 GPU 系列相符的型号。',
      upgrade: '升级 Ollama，同时更新内核和 linux-firmware。',
      vulkan: '或者使用 Vulkan 后端。',
      restart: 'GPU 重置之后，重启服务。',
    },
  },
  'amd-hsa-override-wrong': {
    title: 'HSA_OVERRIDE_GFX_VERSION 与这块 GPU 不符，或者写法不对',
    meaning:
      '这个变量让 ROCm 把 GPU 当成另一种型号。它要写成带点的数字（例如 11.0.0），并且必须是同一系列的型号；否则 GPU 会被排除或出错。',
    causes: [
      '写成了 gfx1100 或 1100，而不是 11.0.0。',
      '值属于另一个 GPU 系列，是从别处的说明里抄来的。',
      '这块 GPU 现在已受支持，不再需要这个变量。',
    ],
    confirm: '把日志里的值与 GPU 真实的 gfx target 对比。',
    fixes: {
      unset: '去掉这个变量，看看 GPU 是否就能用。',
      correct: '如果确实需要，设为最接近的受支持型号：gfx103x 用 10.3.0，gfx110x 用 11.0.0。',
    },
  },
  'amd-device-nodes-missing': {
    title: 'AMD GPU 的设备 /dev/kfd 或 /dev/dri 不存在',
    meaning: '没有这些设备，ROCm 就无法访问 GPU。它们由内核驱动创建，容器只有在传入之后才能看到。',
    causes: [
      '容器启动时没有加 --device /dev/kfd --device /dev/dri。',
      '没有加载内核模块 amdgpu。',
      '这是虚拟机或 WSL，没有 /dev/kfd。',
    ],
    confirm: '看看宿主机和容器里有没有这些设备，以及驱动是否已加载。',
    fixes: {
      container: '用 ROCm 镜像启动容器，并传入这些设备。',
      module: '如果宿主机上没有 /dev/kfd，加载驱动并重启服务。',
      wsl: '在 WSL 里，改用 Windows 版的 Ollama；在虚拟机里，把 GPU 直通进去。',
    },
  },
  'selinux-blocks-gpu': {
    title: 'SELinux 不让服务使用 GPU',
    meaning: 'GPU 的设备存在，文件权限也正确，但 SELinux 不允许容器或服务使用它们。',
    causes: ['容器默认不能使用设备。', '设备文件的标签不在策略允许的范围内。'],
    confirm: '看看 SELinux 是否处于强制模式，以及最近拒绝了什么。',
    fixes: {
      boolean: '允许容器使用设备。',
      label: '或者只让这一个容器不受 SELinux 隔离。',
    },
  },
  'mlx-library-missing': {
    title: '模型[ {model} ]需要 MLX，而这个安装里没有 MLX 库',
    meaning:
      'MLX 模型（safetensors，标签里带 mxfp8、nvfp4 等）要用 Apple 的 MLX 库运行。这个安装里没有它，或者版本不符。',
    causes: [
      'Ollama 来自不含 MLX 库的软件包。',
      '这个标签是为 MLX 准备的，而这台机器既不是 Apple 芯片的 Mac，也没有 Ollama 用于 CUDA 的 MLX 库。',
      'MLX 库与 Ollama 的版本不同。',
    ],
    confirm: '看看模型是不是 MLX 格式，以及有没有安装 libmlxc。',
    fixes: {
      tag: '改用同一模型的 GGUF 标签，例如以 q4_K_M 结尾的。',
      app: '在 Mac 上，用官方应用代替 Homebrew 的包。模型会保留。',
      upgrade: '或者升级：后来的软件包已经修复。',
    },
  },
  'metal-shader-compile-failed': {
    title: '这个版本的 Metal 代码在这台 Mac 上编译不了',
    meaning: 'Ollama 的 GPU 代码在第一次运行时由 macOS 编译。在这种芯片或 macOS 版本上会失败，这是该版本的缺陷。',
    causes: [
      '芯片或 macOS 比这个版本认识的新；0.20 和 0.21 在 M5 上就会这样。',
      'macOS 对这些代码来说太旧。',
      '安装里缺少一部分 Metal 代码。',
    ],
    confirm: '在日志里找第一个 Metal 错误，并核对版本。',
    fixes: {
      upgrade: '升级 Ollama。',
      macos: '更新 macOS；命令会列出可用的更新。',
      cpu: '在此之前，不用 GPU 运行模型。',
    },
  },
  'metal-command-buffer-failed': {
    title: 'macOS 中止了 GPU 上的工作',
    meaning: 'GPU 用时过长、卡死或出错，macOS 取消了排队的任务。之后在进程重启以前，它可能会忽略所有新任务。',
    causes: [
      '计算超过了 macOS 允许的时间，例如提示词非常长。',
      '内存几乎用完，GPU 在等被换出的页。',
      '这个版本的 Metal 后端有缺陷。',
    ],
    confirm: '在日志里找第一个这类错误：后面的都由它引起。',
    fixes: {
      restart: '重启服务。',
      smaller: '缩短上下文。',
      upgrade: '升级 Ollama。',
      cpu: '看看模型不用 GPU 能否运行。',
    },
  },
  'metal-init-failed': {
    title: '无法为 Metal 初始化这台 Mac 的 GPU',
    meaning: 'Metal 后端没有找到可用的设备，或者缺少一部分文件，所以模型无法加载到 GPU 上。',
    causes: ['安装不完整：Metal 代码不在应有的位置。', '没有可用的 GPU，例如在虚拟机里。', 'GPU 可用的内存已经用完。'],
    confirm: '阅读日志里关于 Metal 的行，并看看 macOS 是否列出支持 Metal 的 GPU。',
    fixes: {
      upgrade: '升级 Ollama。',
      reinstall: '重新安装；模型会保留。',
      cpu: '不用 GPU 运行模型，确认其他部分没有问题。',
    },
  },
  'macos-too-old-for-mlx': {
    title: 'macOS 对这个版本的 MLX 库来说太旧',
    meaning: '库里的 GPU 代码是为更新的 macOS 编译的，当前系统拒绝加载。GGUF 格式的模型不受影响。',
    causes: ['macOS 的版本低于 MLX 的要求。', '加载了来自别处、为更新的 macOS 编译的 MLX 库。'],
    confirm: '看看 macOS 和 Ollama 的版本。',
    fixes: {
      macos: '更新 macOS；命令会列出可用的更新。',
      tag: '或者改用同一模型的 GGUF 标签，例如以 q4_K_M 结尾的。',
    },
  },
  'gpu-found-after-start': {
    title: 'GPU 现在可用，但服务启动时没有找到',
    meaning:
      '服务只在启动时查找一次 GPU。如果那时驱动还没有就绪，或者 GPU 正被占用，模型就一直在 CPU 上运行，直到服务重启。',
    causes: [
      '服务在驱动就绪之前就启动了，开机时可能发生。',
      '服务运行期间安装、更新或修复了驱动。',
      '服务没有权限打开 GPU 的设备，或者它的变量与这个 shell 不同。',
    ],
    confirm: '看日志里服务上次启动时关于 GPU 的内容。',
    fixes: {
      restart: '重启服务，它会重新查找 GPU。',
      order: '如果每次开机都这样，就让服务等 NVIDIA 驱动就绪后再启动。',
    },
  },
  'gpu-hidden-by-sandbox': {
    title: '服务的沙箱把 GPU 藏了起来',
    meaning:
      '单元文件给了服务一套自己的设备，或者一份允许使用的设备清单，而 GPU 不在其中。nvidia-smi 和手动启动的服务不受影响。',
    causes: [
      '单元文件或它的 drop-in 设置了 PrivateDevices=yes，常来自软件包或加固指南。',
      '单元文件设置了 DevicePolicy=closed，或者有一份 DeviceAllow 清单（ProtectClock=yes 会产生一份），其中没有 GPU。',
    ],
    confirm: '看单元文件允许什么。',
    fixes: {
      own: '如果设置了 PrivateDevices，就关掉它，然后重启。',
      list: '如果有清单，就把 GPU 的设备加进去，然后重启。',
    },
  },
  'gpu-not-used': {
    title: '模型[ {model} ]在 CPU 上运行，没有用到 GPU',
    meaning: '模型没有一层在 GPU 上。能得到回答，但很慢。',
    causes: [
      'Ollama 启动时没有找到可用的 GPU。',
      '模型加上下文放不进 GPU 的空闲显存。',
      '请求或 Modelfile 里的 num_gpu 是 0。',
      '容器启动时没有传入 GPU。',
    ],
    confirm: '看看模型在哪里，以及 “inference compute” 那几行列出了哪些 GPU。',
    fixes: {
      reason: '从服务启动处开始读日志：那里写着为什么没有用某块 GPU。',
      options: '看看模型的参数里有没有 num_gpu。',
      container: '启动容器时传入 GPU。',
      smaller: '如果 GPU 已找到，缩短上下文或换小一点的模型。',
    },
  },
  'model-partly-on-cpu': {
    title: '模型[ {model} ]只有一部分在 GPU 上[：{totalLayers} 层中的 {layers} 层]',
    meaning: '显存放不下的部分在 CPU 上运行。这不是错误，但每个 token 都要等较慢的那一部分。',
    causes: ['模型比空闲的显存大。', '上下文很长，它的缓存占用了显存。', '别的模型或程序占用了显存。'],
    confirm: '看看模型是怎样分配的，以及谁占用了显存。',
    fixes: {
      unload: '卸载其他模型。',
      context: '缩短上下文。',
      cache: '用一半的显存保存上下文缓存，这需要 flash attention。',
      smaller: '换小一点的模型，或同一模型更小的量化。',
    },
  },
  'gpu-share-unverified': {
    title: '服务关于 GPU 的说法[（{model}）]没有依据',
    meaning: '它报告的显存字节数正好等于模型文件的大小。读不到真实大小时它就这样说，即使模型在 CPU 上。',
    causes: ['没有读懂 runner 日志里关于缓冲区的行（0.30 及更新版本）。'],
    confirm: '看模型加载时显存有没有被占用。',
    fixes: {log: '在日志里找 “offloaded N/M layers to GPU”：那是 runner 实际做的。'},
  },
}
