import type {WordsOf} from '../entry.ts'
import type {nvidia as domain} from '../nvidia.ts'

export const nvidia: WordsOf<typeof domain> = {
  'nvidia-driver-too-old': {
    title: 'NVIDIA 驱动[ {driver}] 对这个 Ollama 来说太旧',
    meaning:
      'Ollama 自带 CUDA 库，它们要求同代的驱动。驱动太旧时，GPU 会被忽略，或 runner 直接停止。当前版本要求驱动 550；计算能力 6.2 及以下的 GPU 要求 570。',
    causes: [
      '升级了 Ollama，没有升级驱动。',
      '服务在容器里，用的是宿主机的驱动。',
      '服务根本看不到驱动：这时 CUDA 报同样的错。',
    ],
    confirm: '看装的是哪个驱动：nvidia-smi 在开头写着版本。',
    fixes: {
      upgrade: '升级 NVIDIA 驱动；WSL 和容器里用的是宿主机的驱动。',
      reboot: '重启机器，让新驱动生效。',
      olderOllama: '如果驱动不能动，退回 0.30 之前的版本。需要更新版本的模型在那里不能运行。',
    },
  },
  'nvidia-driver-version-mismatch': {
    title: 'NVIDIA 驱动的内核模块与库版本不一致',
    meaning: '驱动的两部分必须是完全相同的版本。更新后，内核在重启之前仍用旧模块，CUDA 就拒绝启动。',
    causes: [
      '驱动更新了（可能是自动更新），机器没有重启。',
      '系统里还留有旧驱动的库。',
      '容器自带了驱动库，例如 cuda-compat。',
    ],
    confirm: '比较内核模块的版本和库的版本。',
    fixes: {
      reboot: '重启机器。',
      reinstall: '如果还不行，看装了哪些驱动包，只留一个版本并重新安装它。',
      container: '在容器里找它自带的驱动库，改用不带这些库的镜像。',
    },
  },
  'gpu-lost-after-suspend': {
    title: '睡眠唤醒之后，NVIDIA 驱动丢失了 GPU',
    meaning: '机器睡眠之后，重新加载 nvidia_uvm 模块之前 CUDA 无法使用。这是驱动的问题，不是 Ollama 的。',
    causes: [
      '睡眠时有程序在用 GPU，往往就是 Ollama。',
      '驱动在睡眠时不保存显存。',
      '驱动因为别的原因（例如更新）处于坏状态。',
    ],
    confirm: '看内核日志里第一个错误之前有没有睡眠。',
    fixes: {
      reload: '停止 Ollama，重新加载模块，再启动 Ollama。',
      holders: '如果模块正被占用，看是哪个程序并停掉它，或重启机器。',
      preserve: '为了不再发生，让驱动在睡眠时保存显存，下次重启后生效。',
    },
  },
  'gpu-lost-in-container': {
    title: '运行中的容器丢失了 GPU',
    meaning:
      '容器启动时有 GPU，现在却不能再打开它的设备，而宿主机仍然可以。systemd 重新加载并重设容器的设备规则时会这样。',
    causes: [
      '宿主机上的 systemd 重新加载过：系统更新，或 “systemctl daemon-reload”。',
      '宿主机上更新或重新加载了驱动。',
    ],
    confirm: '看 nvidia-smi 是否在宿主机上正常而在容器里失败。',
    fixes: {
      restart: '重启容器，GPU 就会回来。',
      cgroup: '为了不再发生，不让 systemd 管理设备规则。Docker 会重启，没有重启策略的容器不会自动恢复。',
      devices: '或在创建容器时写明设备，这样重新加载后规则仍在。',
    },
  },
  'cuda-no-kernel-image': {
    title: '这个 Ollama 构建没有针对这一代 GPU 的代码',
    meaning: 'CUDA 库只含某几代 GPU 的代码。CUDA 13 不再支持 Maxwell、Pascal 和 Volta；旧的库不认识新的 GPU。',
    causes: ['发行版的包只用 CUDA 13 构建。', 'GPU 比这个 Ollama 版本还新。', 'Ollama 是为别的架构自行编译的。'],
    confirm: '把 GPU 的计算能力和支持列表对照。',
    fixes: {
      official: '安装官方版本，它带有新旧 GPU 的库。',
      cuda12: '计算能力低于 7.5 的 GPU 使用 CUDA 12 的库。',
      cpu: '在此之前先用 CPU。',
    },
  },
  'cuda-illegal-memory-access': {
    title: 'GPU 上的计算访问了不属于它的显存（CUDA 错误 700）',
    meaning: 'runner 会立刻停止。问题出在计算代码、驱动或显卡上；请求有误或显存不足会报别的错。',
    causes: ['这个版本与这个模型或 GPU 组合有缺陷。', '驱动有缺陷。', '显卡不稳定：超频、过热或显存损坏。'],
    confirm: '看是哪个函数失败，以及内核日志里当时有没有 Xid。',
    fixes: {
      restart: '重启服务再试一次。',
      upgrade: '升级 Ollama：这类缺陷经常得到修复。',
      driver: '升级 NVIDIA 驱动。',
      flash: '关闭 flash attention 试试。',
    },
  },
  'nvidia-driver-not-initialized': {
    title: '装有 NVIDIA 驱动，但 CUDA 无法启动',
    meaning:
      '驱动的内核部分没有加载、不完整（缺 nvidia_uvm）或处于坏状态，所以每次使用 GPU 都以 3 或 999 之类的错误结束。',
    causes: [
      '开机或更新之后，缺少 nvidia_uvm 模块或 /dev/nvidia* 设备。',
      '模块没有为当前内核编译，或被 Secure Boot 拒绝。',
      '机器睡眠过。',
      '显卡无法初始化，例如 Blackwell GPU 没有使用 NVIDIA 的开源内核模块。',
    ],
    confirm: '看模块和设备在不在、nvidia-smi 能不能用，以及内核怎么说。',
    fixes: {
      modprobe: '加载模块并创建设备。',
      reload: '或重新加载模块。',
      reboot: '重启机器。',
      reinstall: '如果 nvidia-smi 仍然失败，重新安装驱动；启用了 Secure Boot 时，按提示登记密钥。',
    },
  },
  'nvidia-fabric-manager-down': {
    title: '这台 NVSwitch 机器的 fabric manager 没有运行（CUDA 错误 802）',
    meaning:
      '在用 NVSwitch 连接 GPU 的机器上，NVIDIA 的 fabric manager 建好链路之前 CUDA 不会启动。它的版本必须与驱动完全相同。',
    causes: ['nvidia-fabricmanager 服务没有安装、没有启动或已经失败。', '驱动更新了，fabric manager 还是另一个版本。'],
    confirm: '看这个服务是否在运行，以及 fabric 的状态。',
    fixes: {
      start: '启动这个服务，然后重启 Ollama。',
      match: '如果启动不了，比较它与驱动的版本，装成一样的。',
      reboot: '换过版本之后重启机器。',
    },
  },
  'gpu-not-passed-to-container': {
    title: 'CUDA 找不到 GPU：没有把它交给容器或虚拟机',
    meaning:
      '宿主机的 GPU 可能是好的；容器或虚拟机只有在启动时得到 GPU 才看得见它。否则 Ollama 用 CPU 运行，或 Docker 拒绝启动容器。',
    causes: [
      '启动容器时没有加 --gpus=all，或没有声明 GPU。',
      '没有安装 NVIDIA 的 container toolkit，或没有为它配置 Docker。',
      '虚拟机没有直通 GPU。',
      '在 Kubernetes 里，没有节点有空闲的 GPU，或节点上没有 NVIDIA 的 device plugin。',
      '不在容器里时：驱动或某个变量把 GPU 隐藏了。',
    ],
    confirm: '看 nvidia-smi 在容器里和宿主机上能不能用。',
    fixes: {
      flag: '带上 GPU 启动容器。',
      toolkit: '在宿主机上安装 NVIDIA container toolkit，并为它配置 Docker；Docker 会重启。',
      host: '看宿主机本身有没有 GPU；虚拟机需要直通。',
    },
  },
  'nvidia-container-runtime-mismatch': {
    title: '容器里的驱动库与宿主机的 NVIDIA 驱动不配套',
    meaning:
      'container toolkit 把宿主机的驱动库放进容器。如果它的描述过时或它本身太旧，两边就不配套：容器启动不了，或 CUDA 失败，常见的是错误 500。',
    causes: [
      '创建容器或生成 CDI 描述之后，驱动更新过。',
      'container toolkit 或 Docker Desktop 比驱动旧。',
      '在 WSL 里，Windows 的驱动与容器里的库不同。',
    ],
    confirm: '看 toolkit 的版本，以及容器里有哪些驱动库。',
    fixes: {
      recreate: '重新创建容器，让它得到现在的库。',
      cdi: '如果使用 CDI，重新生成它的描述。',
      toolkit: '升级 container toolkit。',
      windows: '在 Windows 上更新 WSL 和 Docker Desktop，再重启 WSL：其中的程序都会结束。',
    },
  },
  'wsl-linux-driver-conflict': {
    title: 'WSL 里装了 Linux 版 NVIDIA 驱动，遮住了 Windows 提供的驱动',
    meaning:
      'WSL 用的是 Windows 的驱动，库在 /usr/lib/wsl/lib。Linux 驱动的库在那里不能工作，如果先找到它们，就没有 GPU。',
    causes: ['在 WSL 里安装 cuda 或 nvidia-driver 之类的包时带进了驱动。', '容器里的库顶替了 WSL 的库。'],
    confirm: '看 WSL 自己的 nvidia-smi 能不能用，以及有没有装别的驱动库和驱动包。',
    fixes: {
      remove: '在 WSL 里删除 Linux 驱动；不带驱动的 CUDA toolkit 可以保留。',
      restart: '重启 WSL：其中的程序都会结束。',
      driver: '让 Windows 的驱动保持最新。',
    },
  },
  'vgpu-unified-memory-disabled': {
    title: 'GPU 拒绝了操作（CUDA 错误 801），没有启用统一内存的 vGPU 会这样',
    meaning:
      '虚拟 GPU 只有在虚拟化平台允许时才有统一内存，多数配置默认不开。CUDA 因此无法建立上下文，Ollama 改用 CPU。',
    causes: [
      '虚拟化平台上没有为这个 vGPU 启用统一内存。',
      '这个 vGPU 的配置不支持 CUDA。',
      '如果是 Jetson：用的不是 JetPack 的 CUDA 库。',
    ],
    confirm: '看这块 GPU 是不是 vGPU，以及有没有许可证。',
    fixes: {
      vmware: '在 vSphere 里，关闭虚拟机后把它的设置 pciPassthru0.cfg.enable_uvm 设为 1。',
      kvm: '在 KVM 宿主机上，启动虚拟机之前启用它。',
      passthrough: '或换用支持统一内存的 Q 或 C 配置，或直通整块 GPU。',
      cpu: '在此之前先用 CPU。',
    },
  },
  'jetson-wrong-runtime': {
    title: 'Jetson 需要 JetPack 的 CUDA 库，而 Ollama 用了别的',
    meaning:
      'NVIDIA Jetson 的驱动是 JetPack 的一部分，普通的 CUDA 库不能与它配合。在这里，错误 35 或 801 并不表示驱动太旧。',
    causes: [
      '服务在容器里，无法得知宿主机的 JetPack 版本。',
      'Ollama 旁边没有装 JetPack 的库。',
      '这个版本没有适合所装 JetPack 的库。',
    ],
    confirm: '看机器的 L4T 版本（R35 是 JetPack 5，R36 是 JetPack 6，更新的使用普通的库），以及对应的库在不在。',
    fixes: {
      reinstall: '在 Jetson 上重新运行安装脚本：它会下载适合这个 JetPack 的库。',
      version: '告诉服务是哪个 JetPack：5 或 6。',
      container: '在 Docker 里使用 NVIDIA 的 runtime，并告诉容器是哪个 JetPack。',
    },
  },
  'cuda-device-busy': {
    title: 'GPU 正忙，或只允许一个程序使用',
    meaning: 'CUDA 看得到 GPU，但现在不能使用它。',
    causes: [
      '另一个程序占着 GPU，而计算模式是独占或禁止。',
      '别的模型占满了 GPU，又要再加载一个。',
      'vGPU 没有许可证或没有统一内存。',
    ],
    confirm: '看计算模式，以及哪些程序在用 GPU。',
    fixes: {
      stop: '卸载别的模型，或停掉那个程序。',
      mode: '允许多个程序使用 GPU。',
      restart: '重启服务。',
    },
  },
  'foreign-cuda-library': {
    title: '加载的是别的程序的 CUDA 库，而不是 Ollama 自带的',
    meaning:
      'Ollama 自带构建时所用的 CUDA 库。如果系统先找到别的同名库，其中会缺少函数，runner 就启动不了（0xc0000139）。',
    causes: [
      'PATH 或 LD_LIBRARY_PATH 里有 CUDA toolkit、PhysX 或别的 AI 程序。',
      'Ollama 的库目录里混有别的版本的文件。',
      '找到的是只供编译用的 libcuda 桩库。',
    ],
    confirm: '看系统会找到哪些 CUDA 库，以及服务的 LD_LIBRARY_PATH。',
    fixes: {
      path: '从 PATH 里去掉别的 CUDA 目录，或从服务里去掉 LD_LIBRARY_PATH，然后重新启动 Ollama。',
      upgrade: '重新安装最新的 Ollama。',
    },
  },
  'visible-devices-misconfigured': {
    title: 'CUDA_VISIBLE_DEVICES 之类的变量隐藏了 GPU，或指向了另一块',
    meaning:
      'CUDA_、HIP_、ROCR_ 和 GGML_VK_VISIBLE_DEVICES 决定服务看得到哪些 GPU。不存在的编号或 -1 会让它一块也看不到，而且各工具的编号不同。',
    causes: [
      '设置的编号在 CUDA 里是另一块 GPU，或不存在。',
      '为了用 CPU 设过 -1，一直没有去掉。',
      '针对一家厂商 GPU 的变量，也隐藏了另一家的 GPU。',
    ],
    confirm: '把服务环境里的变量和驱动列出的 GPU 对照。',
    fixes: {
      unset: '从服务的环境里去掉这个变量。',
      uuid: '或不用编号，用 nvidia-smi -L 给出的 UUID 指定 GPU。',
      unsetAmd: '对于 AMD，同样去掉 HIP_VISIBLE_DEVICES 和 ROCR_VISIBLE_DEVICES。',
    },
  },
  'nvidia-driver-library-not-found': {
    title: '服务看不到 NVIDIA 驱动的库',
    meaning: 'libcuda.so.1（Windows 上是 nvcuda.dll）随驱动提供，不随 Ollama 提供。没有它就没有 CUDA，GPU 也用不上。',
    causes: [
      '没有安装 NVIDIA 驱动，或只装了内核部分。',
      '启动容器时没有带 GPU，宿主机的库不在里面。',
      'snap、chroot 或别的沙箱把它们隐藏了。',
    ],
    confirm: '看能不能找到这个库。',
    fixes: {
      driver: '安装 NVIDIA 驱动。',
      container: '在容器里：配置好 container toolkit，并带上 GPU 启动容器。',
      snap: '把 snap 连接到提供 NVIDIA 库的接口，或改用 snap 以外的方式安装 Ollama。',
    },
  },
  'gpu-compute-capability-too-low': {
    title: '这块 GPU 对 Ollama 来说太旧[：计算能力 {compute}]',
    meaning: 'Ollama 支持计算能力 5.0（Maxwell）及以上的 NVIDIA GPU。更旧的会被忽略，模型用 CPU 运行。',
    causes: [
      'GPU 属于 Kepler 或更早的一代。',
      '这个版本的 Ollama 要求更高：0.1.20 和 0.1.21 要求 6.0。',
      '所装的驱动已经不支持这块 GPU。',
    ],
    confirm: '看 GPU 的计算能力和 Ollama 的版本。',
    fixes: {
      upgrade: '计算能力在 5.0 及以上时，升级 Ollama。',
      vulkan: '从 0.12.11 起，可以试试通过 Vulkan 使用这块 GPU。',
      cpu: '否则就用 CPU 运行小模型。',
    },
  },
  'cuda-launch-failure': {
    title: 'GPU 上的计算失败了',
    meaning: 'CUDA 报告了显存不足以外的错误，runner 停止了。服务日志里紧接在上面的几行写着是哪个错误、在哪个函数里。',
    causes: [
      '这个版本与这个模型或 GPU 组合有缺陷。',
      '驱动太旧、被重置，或中止了耗时过长的计算。',
      '显卡不稳定或已损坏。',
    ],
    confirm: '看是哪个 CUDA 错误，以及内核日志里当时有没有 Xid。',
    fixes: {
      log: '读服务日志里错误上面的几行。',
      upgrade: '升级 Ollama。',
      driver: '升级 NVIDIA 驱动。',
      cpu: '看模型不用 GPU 时是否正常：正常就说明是 GPU、驱动或 Ollama 的 GPU 代码的问题。',
    },
  },
  'gpu-hardware-fault': {
    title: '驱动报告 GPU 本身有故障',
    meaning: '显存、链路或固件出了错，或显卡不再响应。这与 Ollama 的任何设置无关，改设置也解决不了。',
    causes: [
      '电源、转接线或插槽在高负载下出问题。',
      '显卡过热或超频。',
      '显存或显卡已损坏。',
      '驱动的固件停止了（Xid 119 和 120）。',
    ],
    confirm: '在 NVIDIA 的列表里查 Xid 后面的编号，并看显卡的 ECC 计数和温度。',
    fixes: {
      reboot: '重启机器：从总线上掉下来的显卡只有这样才会回来。',
      cooling: '取消超频，检查散热、供电线和显卡是否插牢。',
      exclude: '有多块 GPU 时，用 UUID 让 Ollama 只用好的那块。',
      replace: '如果再次发生，生成报告给 NVIDIA 或商家，更换显卡。',
    },
  },
}
