import type {Command, Entry} from './entry.ts'
import {
  listLoaded,
  nvidiaState,
  readLog,
  reboot,
  recreateContainer,
  restartServer,
  runOnCpu,
  searchKernelLog,
  searchLog,
  serverEnvironment,
  setForCuda,
  setForServer,
  unsetForServer,
  upgradeDriver,
  upgradeOllama,
  versions,
} from './steps.ts'

/** How a number that CUDA answered is printed: by Ollama's discovery in all its versions, by ggml and by others. */
function cudaError(number: number | string): readonly string[] {
  return [
    `{cuInit err|cuInit failed|nvcuda init failure|cuda driver library init failure|cudart init failure|cudaSetDevice err|cudaGetDeviceCount err|cuDeviceGetCount err|cuDeviceGetCount failed|get device count|get cudart device count}: ${number}`,
    `{cuInit|cuInit()|cudaGetDeviceCount|cudaGetDeviceCount()|cudaSetDevice|cuDeviceGetCount} {returned|failed with|failed with error|->} ${number}`,
    `{failed to get device context|failed to get primary device context|memory info lookup failure} ${number}`,
    `{CUDA error|CUDA error:|CUDA error code|CUDA error code:|cudaError_t|CUresult} ${number}`,
  ]
}

/** How a number that NVML answered is printed. */
function nvmlError(number: string): readonly string[] {
  return [`{nvml vram init failure|nvmlInit_v2 err|nvmlInit_v2 failed}: ${number}`]
}

const driverVersion: readonly Command[] = [
  {run: 'cat /proc/driver/nvidia/version', effect: 'safe', platform: 'linux'},
  {run: 'nvidia-smi', effect: 'safe', platform: 'linux'},
  {run: 'docker exec ollama nvidia-smi', effect: 'safe', platform: 'docker'},
  {run: 'nvidia-smi', effect: 'safe', platform: 'windows'},
]

const driverModules: readonly Command[] = [
  {run: 'lsmod | grep nvidia', effect: 'safe', platform: 'linux'},
  {run: 'ls -l /dev/nvidia*', effect: 'safe', platform: 'linux'},
]

const computeCapability: readonly Command[] = [
  {run: 'nvidia-smi --query-gpu=name,compute_cap,driver_version --format=csv', effect: 'safe'},
]

const reloadUvm: readonly Command[] = [
  {run: 'sudo systemctl stop ollama', effect: 'needs-root', platform: 'linux'},
  {run: 'sudo rmmod nvidia_uvm && sudo modprobe nvidia_uvm', effect: 'needs-root', platform: 'linux'},
  {run: 'sudo systemctl start ollama', effect: 'needs-root', platform: 'linux'},
]

const configureToolkit: readonly Command[] = [
  {
    run: 'sudo nvidia-ctk runtime configure --runtime=docker && sudo systemctl restart docker',
    effect: 'needs-root',
    platform: 'docker',
  },
]

const useCpu = setForCuda('CUDA_VISIBLE_DEVICES=-1')

const gpuDocs = 'https://docs.ollama.com/gpu'
const dockerDocs = 'https://docs.ollama.com/docker'
const troubleshooting = 'https://docs.ollama.com/troubleshooting'
const toolkitDocs = 'https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/install-guide.html'
const wslDocs = 'https://docs.nvidia.com/cuda/wsl-user-guide/index.html'
const xidDocs = 'https://docs.nvidia.com/deploy/xid-errors/index.html'

export const nvidia = {
  'nvidia-driver-too-old': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'NVIDIA driver too old… driver=<driver> required_driver',
          'NVIDIA driver too old',
          'the provided PTX was compiled with an unsupported toolchain',
          '{CUDA_ERROR_UNSUPPORTED_PTX_VERSION|cudaErrorUnsupportedPtxVersion}',
          'unsatisfied condition: {cuda>|driver>|cuda >|driver >}',
          'please update your driver to a newer version, or use an earlier cuda container',
        ],
        confidence: 'certain',
      },
      {
        says: [
          'old CUDA driver detected',
          'CUDA driver version is insufficient for CUDA runtime version',
          '{cudaErrorInsufficientDriver|cudaErrorCallRequiresNewerDriver}',
          'API call is not supported in the installed CUDA driver',
          'nvidia driver is too old',
          'NVIDIA driver on your system is too old',
          'undefined symbol: {cuCtxCreate_v|cuMemCreate|cuMemAddressReserve|cuGetProcAddress|cuGetErrorString|cuDevice}',
          'symbol lookup for {cuCtxCreate_v|cuMem|cuGet|cuDevice}…failed',
          'nvidia driver… is too old',
          'device kernel image is invalid',
          '{CUDA_ERROR_INVALID_IMAGE|cudaErrorInvalidKernelImage}',
          'PTX JIT compilation failed',
          '{CUDA_ERROR_INVALID_PTX|cudaErrorInvalidPtx}',
          ...cudaError('{35|36|200|218|222}'),
        ],
        unless: ['{tegra|jetson|JetPack|nvgpu}'],
        confidence: 'likely',
      },
      {
        says: ['forward compatibility was attempted on non supported HW', ...cudaError(804)],
        confidence: 'possible',
      },
    ],
    examples: [
      {
        text: 'level=WARN source=cuda_compat.go:70 msg="NVIDIA driver too old" device="Tesla P40" compute=6.1 driver=535 required_driver="550 or newer"',
        surface: 'log',
      },
      {
        text: 'Error: llama runner process has terminated: CUDA error: the provided PTX was compiled with an unsupported toolchain.',
        surface: 'cli',
      },
      {
        text: 'ggml_cuda_init: failed to initialize CUDA: CUDA driver version is insufficient for CUDA runtime version',
        surface: 'log',
      },
      {
        text: 'nvidia-container-cli: requirement error: unsatisfied condition: cuda>=12.4, please update your driver to a newer version, or use an earlier cuda container: unknown.',
        surface: 'cli',
      },
      {
        text: 'symbol lookup for cuCtxCreate_v3 in /usr/lib/x86_64-linux-gnu/libcuda.so.470.256.02 failed: /usr/lib/x86_64-linux-gnu/libcuda.so.470.256.02: undefined symbol: cuCtxCreate_v3',
        surface: 'log',
      },
    ],
    confirm: computeCapability,
    fixes: {
      upgrade: upgradeDriver,
      reboot,
      olderOllama: [
        {
          run: 'curl -fsSL https://ollama.com/install.sh | OLLAMA_VERSION=0.24.0 sh',
          effect: 'needs-root',
          platform: 'linux',
        },
        {
          run: 'docker pull ollama/ollama:0.24.0  # then recreate the container from it',
          effect: 'changes-state',
          platform: 'docker',
        },
      ],
    },
    links: [gpuDocs, 'https://www.nvidia.com/drivers'],
  },
  'nvidia-driver-version-mismatch': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'Driver/library version mismatch',
          'system has unsupported display driver / cuda driver combination',
          '{CUDA_ERROR_SYSTEM_DRIVER_MISMATCH|cudaErrorSystemDriverMismatch|NVML_ERROR_LIB_RM_VERSION_MISMATCH}',
          'API mismatch: the client has the version',
          'NVML library version',
          ...cudaError(803),
          ...nvmlError('18'),
        ],
        confidence: 'certain',
      },
      {
        says: [
          'version mismatch between driver and cuda driver library',
          'forward compatibility was attempted on non supported HW',
          '{CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE|cudaErrorCompatNotSupportedOnDevice}',
          ...cudaError(804),
        ],
        confidence: 'likely',
      },
      {
        // Libraries of two drivers, and CUDA does not start.
        says: ['discovered GPU libraries"…libcuda.so.{4|5|6}<first> …libcuda.so.{4|5|6}<second>'],
        with: ['{cuInit err|init failure}: {999|3|803|35}'],
        less: ['first', 'second'],
        confidence: 'likely',
      },
      {
        says: ['discovered GPU libraries"…libcuda.so.{4|5|6}<first> …libcuda.so.{4|5|6}<second>'],
        with: ['{cuInit err|init failure}: {999|3|803|35}'],
        less: ['second', 'first'],
        confidence: 'likely',
      },
    ],
    examples: [
      {text: 'Failed to initialize NVML: Driver/library version mismatch', surface: 'cli'},
      {
        text: 'level=WARN source=gpu.go:600 msg="version mismatch between driver and cuda driver library - reboot or upgrade may be required: library /usr/lib/x86_64-linux-gnu/libcuda.so.550.120"',
        surface: 'log',
      },
      {
        text: 'ggml_cuda_init: failed to initialize CUDA: system has unsupported display driver / cuda driver combination',
        surface: 'log',
      },
      {
        text: 'level=DEBUG source=gpu.go:558 msg="discovered GPU libraries" paths="[/usr/lib64/libcuda.so.560.35.03 /usr/lib64/libcuda.so.565.57.01]"\ncuInit err: 999',
        surface: 'log',
      },
    ],
    confirm: [
      ...driverVersion,
      {run: 'ldconfig -p | grep -E "libcuda.so|libnvidia-ml.so"', effect: 'safe', platform: 'linux'},
    ],
    fixes: {
      reboot,
      reinstall: [{run: 'dpkg -l | grep -i nvidia', effect: 'safe', platform: 'linux'}, ...upgradeDriver],
      container: [
        {
          run: 'docker exec ollama sh -c "ls -l /usr/lib/*/libcuda.so* /usr/local/cuda*/compat"',
          effect: 'safe',
          platform: 'docker',
        },
      ],
    },
    links: [troubleshooting],
  },
  'gpu-lost-after-suspend': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: ['attempted without driver procfs suspend interface'],
        confidence: 'certain',
      },
      {
        says: [
          'Module nvidia_uvm is in use',
          '{failed to get device context|failed to get primary device context} 999',
          'nvidia…PM: failed to {resume|suspend}',
        ],
        confidence: 'likely',
      },
      {
        says: ['{CUDA error|cuInit err|cuInit failed|init failure|error looking up nvidia GPU memory}'],
        with: [
          '{PM: suspend exit|PM: suspend entry|PM: resume|System returned from sleep|Waking up from system sleep}',
        ],
        unless: ['out of memory'],
        confidence: 'likely',
      },
      {
        says: [
          'CUDA error: unknown error',
          'failed to initialize CUDA: unknown error',
          'unknown error initializing cuda driver library',
          '{CUDA_ERROR_UNKNOWN|cudaErrorUnknown}',
          ...cudaError(999),
        ],
        confidence: 'possible',
      },
    ],
    examples: [
      {
        text: 'level=INFO source=gpu.go:272 msg="error looking up nvidia GPU memory" error="cuda driver library failed to get device context 999"',
        surface: 'log',
      },
      {text: 'rmmod: ERROR: Module nvidia_uvm is in use', surface: 'cli'},
      {
        text: 'kernel: NVRM: GPU 0000:01:00.0: PreserveVideoMemoryAllocations module parameter is set. System Power Management attempted without driver procfs suspend interface. Please refer to the documentation.',
        surface: 'log',
      },
    ],
    confirm: searchKernelLog('PM: suspend|NVRM'),
    fixes: {
      reload: reloadUvm,
      holders: [
        {run: 'sudo fuser -v /dev/nvidia-uvm', effect: 'needs-root', platform: 'linux'},
        ...reboot.filter(({platform}) => platform === 'linux'),
      ],
      preserve: [
        {
          run: 'echo "options nvidia NVreg_PreserveVideoMemoryAllocations=1" | sudo tee /etc/modprobe.d/nvidia-suspend.conf',
          effect: 'needs-root',
          platform: 'linux',
        },
        {
          run: 'sudo systemctl enable nvidia-suspend nvidia-hibernate nvidia-resume',
          effect: 'needs-root',
          platform: 'linux',
        },
      ],
    },
    links: [gpuDocs],
  },
  'gpu-lost-in-container': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'Failed to initialize NVML: Unknown Error',
          'CUDA error: operation not permitted',
          'failed to initialize CUDA: operation not permitted',
          '{CUDA_ERROR_NOT_PERMITTED|cudaErrorNotPermitted}',
          ...cudaError(800),
        ],
        unless: ['operation not permitted when stream is capturing'],
        confidence: 'likely',
      },
      {says: ['unable to refresh free memory, using old values'], kind: 'effect', confidence: 'possible'},
    ],
    examples: [
      {text: 'Failed to initialize NVML: Unknown Error', surface: 'cli'},
      {
        text: 'level=WARN source=gpu.go:429 msg="error looking up nvidia GPU memory" error="cuda driver library failed to get device context 800"',
        surface: 'log',
      },
    ],
    confirm: [
      {run: 'nvidia-smi  # on the host', effect: 'safe', platform: 'docker'},
      {run: 'docker exec ollama nvidia-smi', effect: 'safe', platform: 'docker'},
      {run: 'kubectl exec deploy/ollama -- nvidia-smi', effect: 'safe', platform: 'kubernetes'},
    ],
    fixes: {
      restart: restartServer.filter(({platform}) => platform === 'docker' || platform === 'kubernetes'),
      cgroup: [
        {
          run: 'sudoedit /etc/docker/daemon.json  # add: "exec-opts": ["native.cgroupdriver=cgroupfs"]',
          effect: 'needs-root',
          platform: 'docker',
        },
        {run: 'sudo systemctl restart docker', effect: 'needs-root', platform: 'docker'},
      ],
      devices: [
        {
          run: `${recreateContainer} --gpus=all --device /dev/nvidia0 --device /dev/nvidiactl --device /dev/nvidia-uvm -p 127.0.0.1:11434:11434 ollama/ollama`,
          effect: 'changes-state',
          platform: 'docker',
        },
      ],
    },
    links: [troubleshooting, dockerDocs],
  },
  'cuda-no-kernel-image': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'no kernel image is available for execution on the device',
          '{CUDA_ERROR_NO_BINARY_FOR_GPU|cudaErrorNoKernelImageForDevice}',
          'was not compiled with any CUDA arch',
          'has no device code compatible with CUDA arch',
          ...cudaError(209),
        ],
        unless: ['{hipErrorNoBinaryForGpu|ROCm error: no kernel image}'],
        confidence: 'certain',
      },
      {
        says: [
          'compute capability not in compiled architectures',
          'CUDA error: invalid device function',
          'cudaErrorInvalidDeviceFunction',
          'CUBLAS_STATUS_ARCH_MISMATCH',
        ],
        unlessThen: ['msg="inference compute"…library=CUDA'],
        confidence: 'likely',
      },
    ],
    examples: [
      {text: 'CUDA error: no kernel image is available for execution on the device', surface: 'log'},
      {
        text: 'mmq.cuh:2466: ERROR: CUDA kernel mul_mat_q has no device code compatible with CUDA arch 520. ggml-cuda.cu was compiled for: 600,610,700,750',
        surface: 'log',
      },
      {
        text: 'level=INFO source=llama_server.go:299 msg="skipping CUDA device — compute capability not in compiled architectures" device="Tesla V100" cc=700 archs=750,800,860 libDirs="[/usr/lib/ollama/cuda_v13]"',
        surface: 'log',
      },
    ],
    confirm: [...computeCapability, ...versions],
    fixes: {
      official: upgradeOllama,
      cuda12: setForCuda('OLLAMA_LLM_LIBRARY=cuda_v12'),
      cpu: useCpu,
    },
    links: [gpuDocs],
  },
  'cuda-illegal-memory-access': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          'an illegal memory access was encountered',
          '{CUDA_ERROR_ILLEGAL_ADDRESS|cudaErrorIllegalAddress}',
          ...cudaError(700),
        ],
        unless: ['{ROCm error|hipError|HIP error}'],
        confidence: 'certain',
      },
      {says: ['Xid (…): 31,', 'Xid (…): 13,'], confidence: 'likely'},
    ],
    examples: [
      {
        text: '{"error":"an error was encountered while running the model: CUDA error: an illegal memory access was encountered"}',
        surface: 'api',
        status: 500,
      },
      {
        text: 'kernel: NVRM: Xid (PCI:0000:01:00): 31, pid=2311, name=ollama, Ch 00000008, intr 00000000. MMU Fault: ENGINE GRAPHICS GPCCLIENT_T1_0 faulted',
        surface: 'log',
      },
    ],
    confirm: [...searchLog('CUDA error|current device'), ...searchKernelLog('NVRM: Xid')],
    fixes: {
      restart: restartServer,
      upgrade: upgradeOllama,
      driver: upgradeDriver,
      flash: setForServer('OLLAMA_FLASH_ATTENTION=0'),
    },
    links: ['https://github.com/ollama/ollama/issues', xidDocs],
  },
  'nvidia-driver-not-initialized': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          "couldn't communicate with the NVIDIA driver",
          'Failed to initialize NVML: Driver Not Loaded',
          'nvml error: driver not loaded',
          'Make sure that the latest NVIDIA driver is installed and running',
          'requires use of the NVIDIA open kernel modules',
          '{NVML_ERROR_DRIVER_NOT_LOADED|NVIDIA kernel module is not loaded|NVIDIA driver is not loaded}',
          "could not insert {'nvidia|nvidia|'nvidia_uvm|nvidia_uvm}",
          'Module {nvidia|nvidia_uvm|nvidia-uvm|nvidia-current-uvm} not found',
        ],
        confidence: 'certain',
      },
      {
        says: [
          'unknown error initializing cuda driver library',
          'CUDA error: unknown error',
          'failed to initialize CUDA: unknown error',
          'CUDA error: initialization error',
          'failed to initialize CUDA: initialization error',
          'failed to initialize CUDA: {CUDA unknown error|driver shutting down}',
          '{CUDA_ERROR_UNKNOWN|cudaErrorUnknown|CUDA_ERROR_NOT_INITIALIZED|cudaErrorInitializationError}',
          ...cudaError(999),
          ...cudaError('3$').slice(0, 1),
          '{CUDA error|CUDA error:} 3 ',
          ...nvmlError('{9|999}'),
          'nvml error: unknown error',
          'RmInitAdapter failed',
          'adding custom device "/dev/nvidia…no such file',
          '/dev/{nvidia-uvm|nvidiactl|nvidia0|nvidia-uvm-tools}{:|":|\':} no such file or directory',
          "cannot access '/dev/{nvidia|nvidia*|nvidia0|nvidiactl|nvidia-uvm}': No such file",
          'nvidia-container-cli: initialization error: driver {error|rpc error}',
        ],
        confidence: 'likely',
      },
      {
        says: ['failed to get device context 999', '^No devices were found', 'Key was rejected by service'],
        confidence: 'possible',
      },
      {
        says: [
          '{cuda driver library|cudart} device failed to initialize',
          'failed to initialize CUDA',
          'error looking up nvidia GPU memory',
        ],
        kind: 'effect',
        confidence: 'possible',
      },
    ],
    examples: [
      {
        text: 'level=WARN source=gpu.go:604 msg="unknown error initializing cuda driver library /usr/lib/x86_64-linux-gnu/libcuda.so.535.183.01: cuda driver library init failure: 999. see https://github.com/ollama/ollama/blob/main/docs/troubleshooting.md for more information"',
        surface: 'log',
      },
      {
        text: "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.",
        surface: 'cli',
      },
      {text: 'cuInit err: 3', surface: 'log'},
      {
        text: 'nvidia-container-cli: initialization error: nvml error: driver not loaded: unknown',
        surface: 'cli',
      },
      {
        text: 'docker: Error response from daemon: error gathering device information while adding custom device "/dev/nvidia-uvm": no such file or directory.',
        surface: 'cli',
      },
    ],
    confirm: [...driverModules, ...nvidiaState, ...searchKernelLog('nvrm|nvidia')],
    fixes: {
      modprobe: [
        {run: 'sudo nvidia-modprobe -u -c=0', effect: 'needs-root', platform: 'linux'},
        {run: 'sudo systemctl restart ollama', effect: 'needs-root', platform: 'linux'},
      ],
      reload: reloadUvm,
      reboot,
      reinstall: upgradeDriver,
    },
    links: [troubleshooting],
  },
  'nvidia-fabric-manager-down': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'system not yet initialized',
          '{CUDA_ERROR_SYSTEM_NOT_READY|cudaErrorSystemNotReady}',
          ...cudaError(802),
        ],
        confidence: 'certain',
      },
      {
        says: [
          "fabric manager…{not running|failed|version mismatch|don't match|does not match|not match}",
          'nvidia-fabricmanager…{failed|inactive|exit-code|not found|could not be found|exited}',
          '{NVSwitch driver|NVSwitch device}…{fail|error|not}',
          'nv-fabricmanager',
        ],
        unless: ['NvSwitch {device not found|devices not found}'],
        confidence: 'likely',
      },
    ],
    examples: [
      {text: 'ggml_cuda_init: failed to initialize CUDA: system not yet initialized', surface: 'log'},
      {text: 'cuInit err: 802', surface: 'log'},
      {
        text: "nv-fabricmanager[2210]: fabric manager NVIDIA GPU driver interface version 570.86.15 don't match with driver version 570.124.06. Please update with matching NVIDIA driver package.",
        surface: 'log',
      },
    ],
    confirm: [
      {run: 'systemctl status nvidia-fabricmanager --no-pager', effect: 'safe', platform: 'linux'},
      {run: 'nvidia-smi -q | grep -i -A 2 Fabric', effect: 'safe', platform: 'linux'},
    ],
    fixes: {
      start: [
        {run: 'sudo systemctl enable --now nvidia-fabricmanager', effect: 'needs-root', platform: 'linux'},
        {run: 'sudo systemctl restart ollama', effect: 'needs-root', platform: 'linux'},
      ],
      match: [
        {run: 'nvidia-smi --query-gpu=driver_version --format=csv,noheader', effect: 'safe', platform: 'linux'},
        {run: 'nv-fabricmanager --version', effect: 'safe', platform: 'linux'},
      ],
      reboot: reboot.filter(({platform}) => platform === 'linux'),
    },
    links: ['https://docs.nvidia.com/datacenter/tesla/fabric-manager-user-guide/index.html'],
  },
  'gpu-not-passed-to-container': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'could not select device driver…gpu',
          'unknown or invalid runtime name: nvidia',
          'Unknown runtime specified nvidia',
          'no known GPU vendor found',
          'Insufficient nvidia.com/gpu',
        ],
        confidence: 'certain',
      },
      {
        says: [
          '"{nvidia-smi|nvidia-container-runtime|nvidia-container-runtime-hook|nvidia-container-cli}": executable file not found',
          'exec {/usr/bin/nvidia-container-runtime|nvidia-container-runtime}: no such file',
          'no nvidia devices detected',
          'NVIDIA Driver was not detected',
          'WSL environment detected but no adapters were found',
          'NVIDIA_VISIBLE_DEVICES={void|none}',
        ],
        confidence: 'likely',
      },
      {
        says: [
          'no CUDA-capable device is detected',
          '{CUDA_ERROR_NO_DEVICE|cudaErrorNoDevice}',
          ...cudaError(100),
          'CUDA driver version is insufficient for CUDA runtime version',
        ],
        confidence: 'possible',
      },
      {
        says: ['BLAS = 0', 'starting llama server…/runners/cpu'],
        with: ['/root/.ollama/models'],
        unlessThen: ['runners/{cuda|rocm}', 'BLAS = 1'],
        kind: 'effect',
        confidence: 'possible',
      },
    ],
    examples: [
      {
        text: 'docker: Error response from daemon: could not select device driver "" with capabilities: [[gpu]].',
        surface: 'cli',
      },
      {
        text: 'level=INFO source=gpu.go:601 msg="no nvidia devices detected by library /usr/lib/x86_64-linux-gnu/libcuda.so.560.35.05"',
        surface: 'log',
      },
      {
        text: 'OCI runtime exec failed: exec failed: unable to start container process: exec: "nvidia-smi": executable file not found in $PATH: unknown',
        surface: 'cli',
      },
      {text: 'ggml_cuda_init: failed to initialize CUDA: no CUDA-capable device is detected', surface: 'log'},
    ],
    confirm: [
      {run: 'docker exec ollama nvidia-smi', effect: 'safe', platform: 'docker'},
      {
        run: "docker inspect --format '{{json .HostConfig.DeviceRequests}} {{.HostConfig.Runtime}}' ollama",
        effect: 'safe',
        platform: 'docker',
      },
      {run: 'kubectl describe nodes | grep nvidia.com/gpu', effect: 'safe', platform: 'kubernetes'},
      {run: 'nvidia-smi', effect: 'safe', platform: 'linux'},
    ],
    fixes: {
      flag: [
        {
          run: `${recreateContainer} --gpus=all -p 127.0.0.1:11434:11434 ollama/ollama`,
          effect: 'changes-state',
          platform: 'docker',
        },
        {
          run: 'kubectl set resources deploy/ollama --limits=nvidia.com/gpu=1',
          effect: 'changes-state',
          platform: 'kubernetes',
        },
      ],
      toolkit: configureToolkit,
      host: nvidiaState.filter(({platform}) => platform === 'linux' || platform === 'wsl'),
    },
    links: [dockerDocs, toolkitDocs],
  },
  'nvidia-container-runtime-mismatch': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'unresolvable CDI devices',
          'failed to inject CDI devices',
          'CDI device injection failed',
          'nvidia-container-cli: {mount error|ldcache error|container error|permission error}',
          'failed to add device rules',
          'stat failed: /proc/driver/nvidia',
          'could not apply required modification to OCI specification',
          'failed to create NVIDIA Container Runtime',
        ],
        unless: ['unsatisfied condition'],
        confidence: 'likely',
      },
      {
        says: [
          'CUDA error: named symbol not found',
          'failed to initialize CUDA: named symbol not found',
          '{CUDA_ERROR_NOT_FOUND|cudaErrorSymbolNotFound}',
          'named symbol not found',
          ...cudaError(500),
          'GPU access blocked by the operating system',
          ...nvmlError('17'),
        ],
        confidence: 'likely',
      },
      {says: ['nvidia-container-cli: ', 'nvidia-container-runtime: '], confidence: 'possible'},
    ],
    examples: [
      {text: 'cuda driver library init failure: 500', surface: 'log'},
      {
        text: 'docker: Error response from daemon: failed to create task for container: OCI runtime create failed: could not apply required modification to OCI specification: error modifying OCI spec: failed to inject CDI devices: unresolvable CDI devices nvidia.com/gpu=all',
        surface: 'cli',
      },
      {
        text: 'nvidia-container-cli: mount error: stat failed: /usr/lib/x86_64-linux-gnu/libnvidia-ml.so.550.54.14: no such file or directory: unknown',
        surface: 'cli',
      },
      {text: 'Failed to initialize NVML: GPU access blocked by the operating system', surface: 'cli'},
    ],
    confirm: [
      {run: 'nvidia-ctk --version', effect: 'safe', platform: 'docker'},
      {run: 'docker exec ollama sh -c "ls -l /usr/lib/*/libcuda.so*"', effect: 'safe', platform: 'docker'},
      {run: '/usr/lib/wsl/lib/nvidia-smi', effect: 'safe', platform: 'wsl'},
    ],
    fixes: {
      recreate: [
        {
          run: `${recreateContainer} --gpus=all -p 127.0.0.1:11434:11434 ollama/ollama`,
          effect: 'changes-state',
          platform: 'docker',
        },
      ],
      cdi: [
        {
          run: 'sudo nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml',
          effect: 'needs-root',
          platform: 'docker',
        },
      ],
      toolkit: [
        {
          run: 'sudo apt-get install --only-upgrade nvidia-container-toolkit',
          effect: 'needs-root',
          platform: 'docker',
        },
        ...configureToolkit,
      ],
      windows: [{run: 'wsl --update; wsl --shutdown', effect: 'changes-state', platform: 'windows'}],
    },
    links: [toolkitDocs, dockerDocs],
  },
  'wsl-linux-driver-conflict': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          '/usr/lib/x86_64-linux-gnu/{libnvidia-ml|libcuda}.so.{3|4|5|6}…/usr/lib/wsl/',
          '/usr/lib/wsl/…/usr/lib/x86_64-linux-gnu/{libnvidia-ml|libcuda}.so.{3|4|5|6}',
        ],
        with: [
          '{Unable to load|CUDA error|cuInit err|no nvidia devices detected|init failure|no compatible GPUs|no GPU detected}',
        ],
        confidence: 'likely',
      },
      {
        says: ['no CUDA-capable device is detected', 'no nvidia devices detected', ...cudaError('{100|500|35}')],
        with: ['{/usr/lib/wsl|microsoft-standard-WSL|WSL2}'],
        confidence: 'likely',
      },
      {
        says: ['GPU access blocked by the operating system', 'no CUDA-capable device is detected', ...cudaError(500)],
        confidence: 'possible',
      },
    ],
    examples: [
      {
        text: 'level=INFO source=gpu.go:311 msg="Discovered GPU libraries: [/usr/lib/x86_64-linux-gnu/libnvidia-ml.so.545.23.08 /usr/lib/wsl/lib/libnvidia-ml.so.1]"\nlevel=INFO source=gpu.go:323 msg="Unable to load NVML management library /usr/lib/x86_64-linux-gnu/libnvidia-ml.so.545.23.08: nvml vram init failure: 9"',
        surface: 'log',
      },
    ],
    confirm: [
      {run: '/usr/lib/wsl/lib/nvidia-smi', effect: 'safe', platform: 'wsl'},
      {
        run: 'ls -l /usr/lib/x86_64-linux-gnu/libcuda.so* /usr/lib/wsl/lib/libcuda.so*',
        effect: 'safe',
        platform: 'wsl',
      },
      {run: 'dpkg -l | grep -E "nvidia-driver|libnvidia-compute"', effect: 'safe', platform: 'wsl'},
    ],
    fixes: {
      remove: [
        {
          run: 'sudo apt-get remove "nvidia-driver-*" "libnvidia-compute-*"',
          effect: 'needs-root',
          platform: 'wsl',
        },
        {run: 'sudo ldconfig', effect: 'needs-root', platform: 'wsl'},
      ],
      restart: [{run: 'wsl --update; wsl --shutdown', effect: 'changes-state', platform: 'windows'}],
      driver: [{run: 'Start-Process https://www.nvidia.com/drivers', effect: 'safe', platform: 'windows'}],
    },
    links: [wslDocs],
  },
  'vgpu-unified-memory-disabled': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'CUDA error: operation not supported',
          'failed to initialize CUDA: operation not supported',
          '{CUDA_ERROR_NOT_SUPPORTED|cudaErrorNotSupported}',
          ...cudaError(801),
        ],
        unless: ['operation not supported on global/shared address space'],
        confidence: 'likely',
      },
      {
        says: ['CUDA-capable device(s) is/are busy or unavailable'],
        with: ['{GRID |vGPU|NVIDIA A16-|NVIDIA A40-|NVIDIA L40-}'],
        confidence: 'possible',
      },
    ],
    examples: [
      {
        text: 'level=INFO source=gpu.go:272 msg="error looking up nvidia GPU memory" error="cuda driver library failed to get device context 801"',
        surface: 'log',
      },
      {text: 'Error: llama runner process has terminated: CUDA error: operation not supported', surface: 'cli'},
    ],
    confirm: [
      {
        run: 'nvidia-smi -q | grep -iE "Product Name|Virtualization Mode|License Status"',
        effect: 'safe',
        platform: 'linux',
      },
      {
        run: 'nvidia-smi -q | Select-String "Product Name|Virtualization Mode|License Status"',
        effect: 'safe',
        platform: 'windows',
      },
    ],
    fixes: {
      vmware: [],
      kvm: [
        {
          run: 'echo "enable_uvm=1" | sudo tee /sys/bus/mdev/devices/UUID/nvidia/vgpu_params  # on the host',
          effect: 'needs-root',
          platform: 'linux',
        },
      ],
      passthrough: [],
      cpu: useCpu,
    },
    links: ['https://docs.nvidia.com/vgpu/latest/grid-vgpu-user-guide/index.html'],
  },
  'jetson-wrong-runtime': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: ['Unsupported JetPack version detected', 'Unexpected format for /etc/nv_tegra_release'],
        confidence: 'likely',
      },
      {
        says: ['unrecognized L4T version'],
        unlessThen: ['msg="inference compute"…library=CUDA'],
        confidence: 'possible',
      },
      {
        says: [
          ...cudaError('{35|100|801|999|209}'),
          'failed to initialize CUDA',
          'CUDA driver version is insufficient',
          'no kernel image is available',
          'no compatible GPUs were discovered',
        ],
        with: ['{tegra|jetson|JetPack|/sys/module/nvgpu|NvRmMem|NVIDIA Orin|Orin (nvgpu)}'],
        confidence: 'likely',
      },
      {
        // The one variant of a build for arm64, and none of the libraries that a desktop driver has.
        says: ['Dynamic LLM variants [cuda]'],
        with: ['Discovered GPU libraries: []', 'no GPU detected'],
        confidence: 'possible',
      },
      {says: ['NvRmMem…failed'], confidence: 'possible'},
      {says: cudaError('{35|801}'), confidence: 'possible'},
    ],
    examples: [
      {text: 'WARNING: Unsupported JetPack version detected.  GPU may not be supported', surface: 'cli'},
      {
        text: 'level=DEBUG source=gpu.go:558 msg="discovered GPU libraries" paths=[/usr/lib/aarch64-linux-gnu/tegra/libcuda.so.1.1]\ncudaSetDevice err: 35',
        surface: 'log',
      },
    ],
    confirm: [
      {run: 'cat /etc/nv_tegra_release', effect: 'safe', platform: 'linux'},
      {run: 'ls -d /usr/local/lib/ollama/*jetpack* /usr/lib/ollama/*jetpack*', effect: 'safe', platform: 'linux'},
      {
        run: 'docker inspect --format "{{.HostConfig.Runtime}} {{.Config.Env}}" ollama',
        effect: 'safe',
        platform: 'docker',
      },
    ],
    fixes: {
      reinstall: [{run: 'curl -fsSL https://ollama.com/install.sh | sh', effect: 'needs-root', platform: 'linux'}],
      version: setForServer('JETSON_JETPACK=6').filter(
        ({platform}) => platform === 'linux' || platform === 'kubernetes',
      ),
      container: [
        {
          run: `${recreateContainer} --runtime nvidia -e JETSON_JETPACK=6 -p 127.0.0.1:11434:11434 ollama/ollama`,
          effect: 'changes-state',
          platform: 'docker',
        },
      ],
    },
    links: [dockerDocs],
  },
  'cuda-device-busy': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          'CUDA-capable device(s) is/are busy or unavailable',
          'all CUDA-capable devices are busy or unavailable',
          '{CUDA_ERROR_DEVICE_UNAVAILABLE|cudaErrorDevicesUnavailable|cudaErrorDeviceUnavailable}',
          'exclusive-thread device already in use by a different thread',
          ...cudaError(46),
        ],
        confidence: 'certain',
      },
      {says: ['Compute Mode : {Prohibited|Exclusive_Process|Exclusive_Thread}'], confidence: 'likely'},
    ],
    examples: [
      {
        text: 'Error: llama runner process has terminated: CUDA error: CUDA-capable device(s) is/are busy or unavailable',
        surface: 'cli',
      },
      {text: 'cuInit err: 46', surface: 'log'},
    ],
    confirm: [
      {run: 'nvidia-smi --query-gpu=index,name,compute_mode --format=csv', effect: 'safe'},
      {run: 'nvidia-smi --query-compute-apps=pid,process_name,used_memory --format=csv', effect: 'safe'},
    ],
    fixes: {
      stop: [...listLoaded, {run: '[OLLAMA_HOST={otherHost} ]ollama stop {model}', effect: 'changes-state'}],
      mode: [{run: 'sudo nvidia-smi -c DEFAULT', effect: 'needs-root', platform: 'linux'}],
      restart: restartServer,
    },
    links: [troubleshooting],
  },
  'foreign-cuda-library': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          '{0xc0000139|3221225785|-1073741511}',
          'procedure entry point…could not be located',
          'CUDA driver is a stub library',
          '{CUDA_ERROR_STUB_LIBRARY|cudaErrorStubLibrary}',
          '/stubs/libcuda.so',
          ...cudaError(34),
          '{libcublas|libcublasLt|libcudart|libggml-cuda|libnvJitLink}…undefined symbol',
          '{libcublas|libcublasLt|libcudart}…version `…not found',
          'undefined symbol: {cublas|cudart|cudaGet|cudaMalloc|cudaLaunch|__cuda|__nvJitLink}',
          'Prozedureinsprungpunkt…nicht gefunden',
          '无法定位程序输入点',
          "point d'entrée de procédure…introuvable",
          'точка входа в процедуру',
          'punto de entrada del procedimiento',
          'ponto de entrada do procedimento',
          'プロシージャ エントリ ポイント',
        ],
        confidence: 'likely',
      },
      {
        says: ['{PhysX\\Common\\cudart|PhysX/Common/cudart}', 'potentially incompatible library detected in PATH'],
        kind: 'effect',
        confidence: 'possible',
      },
    ],
    examples: [
      {text: 'Error: llama runner process has terminated: exit status 0xc0000139', surface: 'cli'},
      {text: 'Error: llama runner process no longer running: 3221225785', surface: 'cli'},
      {
        text: '/usr/lib/ollama/cuda_v12/libcublas.so.12: undefined symbol: cublasLtGetEnvironmentMode, version libcublasLt.so.12',
        surface: 'log',
      },
      {text: 'ggml_cuda_init: failed to initialize CUDA: CUDA driver is a stub library', surface: 'log'},
    ],
    confirm: [
      {run: 'where.exe cudart64_*.dll cublas64_*.dll ggml-base.dll', effect: 'safe', platform: 'windows'},
      {run: 'ldconfig -p | grep -E "libcuda|libcublas"', effect: 'safe', platform: 'linux'},
      ...serverEnvironment.filter(({platform}) => platform === 'linux' || platform === 'docker'),
    ],
    fixes: {
      path: [
        {
          run: '$env:PATH -split ";" | Select-String "CUDA|PhysX"',
          effect: 'safe',
          platform: 'windows',
        },
        {
          run: 'sudo systemctl edit ollama  # remove the line with LD_LIBRARY_PATH',
          effect: 'needs-root',
          platform: 'linux',
        },
      ],
      upgrade: upgradeOllama,
    },
    links: [troubleshooting],
  },
  'visible-devices-misconfigured': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'invalid device ordinal',
          '{CUDA_ERROR_INVALID_DEVICE|cudaErrorInvalidDevice}',
          ...cudaError(101),
          'nvidia-container-cli: device error…unknown device',
        ],
        unless: ['cudaErrorInvalidDeviceFunction'],
        confidence: 'likely',
      },
      {
        says: [
          'user overrode visible devices"…{CUDA_VISIBLE_DEVICES|HIP_VISIBLE_DEVICES|ROCR_VISIBLE_DEVICES|GGML_VK_VISIBLE_DEVICES|GPU_DEVICE_ORDINAL}',
          '{CUDA_VISIBLE_DEVICES|HIP_VISIBLE_DEVICES|ROCR_VISIBLE_DEVICES|GGML_VK_VISIBLE_DEVICES}{=|:|="|=\'|: }-1',
          '{CUDA_VISIBLE_DEVICES|HIP_VISIBLE_DEVICES|ROCR_VISIBLE_DEVICES}{=""|=none|=NoDevFiles|=\'\'}',
          'if GPUs are not correctly discovered, unset and try again',
        ],
        kind: 'effect',
        confidence: 'likely',
      },
      {
        says: [
          '^{CUDA_VISIBLE_DEVICES|HIP_VISIBLE_DEVICES|ROCR_VISIBLE_DEVICES|GGML_VK_VISIBLE_DEVICES|GPU_DEVICE_ORDINAL}=#',
          '{export |-e |- |setx |set |$env:|Environment=|Environment="}{CUDA_VISIBLE_DEVICES|HIP_VISIBLE_DEVICES|ROCR_VISIBLE_DEVICES|GGML_VK_VISIBLE_DEVICES}{=| = | }{"|\'|}#',
          '{CUDA_VISIBLE_DEVICES|HIP_VISIBLE_DEVICES|ROCR_VISIBLE_DEVICES}: {"|\'|}#',
          '{CUDA_VISIBLE_DEVICES|HIP_VISIBLE_DEVICES|ROCR_VISIBLE_DEVICES}={0|1|2|3|4|5|6|7|GPU-}',
        ],
        kind: 'effect',
        confidence: 'possible',
      },
      {
        says: [
          'no CUDA-capable device is detected',
          'no nvidia devices detected',
          'no ROCm-capable device is detected',
        ],
        with: ['{CUDA|HIP|ROCR}_VISIBLE_DEVICES{=|:}{-|0|1|2|3|4|5|6|7|8|9|G|"}'],
        confidence: 'likely',
      },
      {says: ['no CUDA-capable device is detected', ...cudaError(100)], confidence: 'possible'},
    ],
    examples: [
      {text: 'CUDA error: invalid device ordinal', surface: 'log'},
      {
        text: 'level=WARN source=runner.go:722 msg="user overrode visible devices" CUDA_VISIBLE_DEVICES=-1',
        surface: 'log',
      },
      {text: '[Service]\nEnvironment="CUDA_VISIBLE_DEVICES=2"', surface: 'log'},
      {text: 'nvidia-container-cli: device error: 1: unknown device: unknown', surface: 'cli'},
    ],
    confirm: [...serverEnvironment, {run: 'nvidia-smi -L', effect: 'safe'}],
    fixes: {
      unset: unsetForServer('CUDA_VISIBLE_DEVICES'),
      uuid: setForCuda('CUDA_VISIBLE_DEVICES=GPU-UUID'),
      unsetAmd: unsetForServer('ROCR_VISIBLE_DEVICES'),
    },
    links: [gpuDocs],
  },
  'nvidia-driver-library-not-found': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          '{libcuda.so.1|libcuda.so|libnvidia-ml.so.1|libnvidia-ml.so}: cannot open shared object file',
          "couldn't find {libnvidia-ml.so|nvml.dll}",
          "couldn't find {libnvidia-ml.so|nvml.dll} library",
          'failed to load {nvcuda.dll|nvml.dll|libcuda.so}',
          '{nvcuda.dll|nvml.dll}…{could not be found|was not found|not found}',
          'PTX JIT compiler library not found',
          '{libnvidia-ptxjitcompiler.so.1|libnvidia-ptxjitcompiler.so}: cannot open',
          '{Could not find|Unable to find|Could not load|Failed to load} {libcuda|nvcuda}',
          ...nvmlError('12'),
        ],
        confidence: 'likely',
      },
      {
        says: [
          'library to query for Nvidia GPUs: …cannot open shared object file',
          'gpu support may not be enabled, check that you have installed GPU drivers',
          'GPU support may not enabled, check you have installed GPU drivers',
          'nvidia-smi: {command not found|not found}',
          "command 'nvidia-smi' not found",
          "'nvidia-smi' is not recognized",
          "The term 'nvidia-smi' is not recognized",
          'no valid cuda library loaded',
        ],
        confidence: 'likely',
      },
      {
        says: [
          'unable to load cuda driver library',
          'Unable to load cudart library',
          'Unable to load NVML management library',
        ],
        unless: ['wrong ELF class'],
        kind: 'effect',
        confidence: 'possible',
      },
      {
        says: ['CUDA driver version is insufficient', 'Discovered GPU libraries: []', ...cudaError(35)],
        with: ['{snap/ollama|/snap/|chroot|flatpak|bubblewrap|/var/snap}'],
        confidence: 'likely',
      },
      {
        says: ['unable to load {cuda driver|nvcuda|nvml} library'],
        unlessThen: ['msg="inference compute"…library={CUDA|cuda}'],
        confidence: 'possible',
        kind: 'effect',
      },
    ],
    examples: [
      {
        text: 'nvidia-container-cli: initialization error: load library failed: libnvidia-ml.so.1: cannot open shared object file: no such file or directory: unknown',
        surface: 'cli',
      },
      {
        text: 'ggml_backend_load_best: failed to load /usr/lib/ollama/cuda_v12/libggml-cuda.so: libcuda.so.1: cannot open shared object file: No such file or directory',
        surface: 'log',
      },
      {
        text: "NVIDIA-SMI couldn't find libnvidia-ml.so library in your system. Please make sure that the NVIDIA Display Driver is properly installed and present in your system.",
        surface: 'cli',
      },
      {text: 'bash: nvidia-smi: command not found', surface: 'cli'},
    ],
    confirm: [
      {run: 'ldconfig -p | grep -E "libcuda.so|libnvidia-ml.so"', effect: 'safe', platform: 'linux'},
      {run: 'docker exec ollama sh -c "ls -l /usr/lib/*/libcuda.so*"', effect: 'safe', platform: 'docker'},
      {run: 'Get-ChildItem "$env:SystemRoot\\System32\\nvcuda.dll"', effect: 'safe', platform: 'windows'},
    ],
    fixes: {
      driver: upgradeDriver,
      container: [
        ...configureToolkit,
        {
          run: `${recreateContainer} --gpus=all -p 127.0.0.1:11434:11434 ollama/ollama`,
          effect: 'changes-state',
          platform: 'docker',
        },
      ],
      snap: [
        {run: 'snap connections ollama', effect: 'safe', platform: 'linux'},
        {run: 'curl -fsSL https://ollama.com/install.sh | sh', effect: 'needs-root', platform: 'linux'},
      ],
    },
    links: [gpuDocs, dockerDocs],
  },
  'gpu-compute-capability-too-low': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'CUDA GPU is too old…Compute Capability detected: <compute>',
          'CUDA GPU is too old',
          'not in compiled architectures…cc={20|21|30|32|35|37}0',
        ],
        unlessThen: ['msg="inference compute"…library={CUDA|Vulkan}'],
        confidence: 'certain',
      },
      {
        says: [
          'installed in this system is not supported by the NVIDIA',
          'is supported through the NVIDIA…Legacy drivers',
          'installed in this system is supported through',
          'compute capability {1|2|3}.{0|1|2|5|7} …not supported',
          'CUBLAS_STATUS_ARCH_MISMATCH',
        ],
        confidence: 'likely',
      },
    ],
    examples: [
      {
        text: 'level=INFO source=gpu.go:303 msg="[0] CUDA GPU is too old. Compute Capability detected: 3.5"',
        surface: 'log',
      },
      {
        text: 'level=INFO source=llama_server.go:299 msg="skipping CUDA device — compute capability not in compiled architectures" device="Tesla K80" cc=370 archs=500,600,700 libDirs="[/usr/local/lib/ollama/cuda_v12]"',
        surface: 'log',
      },
    ],
    confirm: [...computeCapability, ...versions],
    fixes: {upgrade: upgradeOllama, vulkan: setForServer('OLLAMA_VULKAN=1'), cpu: useCpu},
    links: [gpuDocs, 'https://developer.nvidia.com/cuda-gpus'],
  },
  'cuda-launch-failure': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          'unspecified launch failure',
          'the launch timed out and was terminated',
          'device-side assert triggered',
          'too many resources requested for launch',
          'CUDA error: {invalid argument|invalid configuration argument|invalid resource handle|misaligned address|invalid program counter|an illegal instruction was encountered|operation failed due to a previous error during capture|operation not permitted when stream is capturing|operation would make the legacy stream depend on a capturing blocking stream|context is destroyed|unspecified driver error|driver shutting down|peer access is not supported|peer access has not been enabled|mapping of buffer object failed|part or all of the requested memory range is already mapped|operation not supported on global/shared address space}',
          '{CUBLAS_STATUS_EXECUTION_FAILED|CUBLAS_STATUS_INTERNAL_ERROR|CUBLAS_STATUS_NOT_SUPPORTED|CUBLAS_STATUS_INVALID_VALUE|CUBLAS_STATUS_MAPPING_ERROR}',
          'CUDA error: the requested functionality is not supported',
          '{CUDA_ERROR_LAUNCH_FAILED|cudaErrorLaunchFailure|CUDA_ERROR_LAUNCH_TIMEOUT|cudaErrorLaunchTimeout|CUDA_ERROR_ASSERT|CUDA_ERROR_MISALIGNED_ADDRESS|cudaErrorAssert|CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES}',
          ...cudaError('{701|702|710|715|716|717|718|719}'),
          'cublas error {13|14|15}',
          'CUDA error: an internal operation failed',
        ],
        unless: ['{ROCm error|hipError|HIP error|HIPBLAS_STATUS}'],
        confidence: 'likely',
      },
      {says: ['CUDA error', 'Xid (…): {43|45},'], kind: 'effect', confidence: 'possible'},
    ],
    examples: [
      {text: 'Error: llama runner process has terminated: CUDA error: unspecified launch failure', surface: 'cli'},
      {text: 'CUDA error: CUBLAS_STATUS_EXECUTION_FAILED', surface: 'log'},
      {text: '{"error":"llama runner process has terminated: CUDA error"}', surface: 'api', status: 500},
    ],
    confirm: [...searchLog('CUDA error|current device|cublas'), ...searchKernelLog('NVRM: Xid')],
    fixes: {
      log: readLog,
      upgrade: upgradeOllama,
      driver: upgradeDriver,
      cpu: runOnCpu,
    },
    links: ['https://github.com/ollama/ollama/issues', xidDocs],
  },
  'gpu-hardware-fault': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'uncorrectable ECC error',
          'GPU has fallen off the bus',
          'uncorrectable double bit error',
          'fell off the bus',
          'GPU is lost',
          'uncorrectable NVLink error',
          '{CUDA_ERROR_ECC_UNCORRECTABLE|cudaErrorECCUncorrectable|NVML_ERROR_GPU_IS_LOST|CUDA_ERROR_NVLINK_UNCORRECTABLE|CUDA_ERROR_HARDWARE_STACK_ERROR|cudaErrorHardwareStackError}',
          ...cudaError('{214|220}'),
          ...nvmlError('15'),
          'Xid (…): {48|63|64|74|79|92|94|95|140|171|172},',
        ],
        confidence: 'certain',
      },
      {
        says: [
          'Unable to determine the device handle for {GPU|gpu|GPU0|GPU1}',
          'GPU requires reset',
          'CUDA error: hardware stack error',
          ...cudaError(714),
          'Xid (…): {61|62|69|109|119|120|121|122|123|143|151|154|158},',
          'NVRM:…{GPU crash dump|row remapper|DBE|ECC}',
          'NVRM: rm_init_adapter failed',
        ],
        confidence: 'likely',
      },
      {says: ['Xid (PCI:', 'NVRM: Xid (', 'RmInitAdapter failed'], confidence: 'possible'},
    ],
    examples: [
      {
        text: "kernel: NVRM: Xid (PCI:0000:65:00): 79, pid='<unknown>', name=<unknown>, GPU has fallen off the bus.",
        surface: 'log',
      },
      {
        text: 'Error: llama runner process has terminated: CUDA error: uncorrectable ECC error encountered',
        surface: 'cli',
      },
      {
        text: 'Unable to determine the device handle for GPU0: 0000:01:00.0: Unknown Error',
        surface: 'cli',
      },
      {
        text: 'kernel: NVRM: Xid (PCI:0000:3b:00): 119, pid=5120, name=ollama, Timeout waiting for RPC from GSP0',
        surface: 'log',
      },
    ],
    confirm: [
      ...searchKernelLog('NVRM: Xid|fallen off'),
      {run: 'nvidia-smi -q -d ECC,TEMPERATURE,POWER', effect: 'safe'},
    ],
    fixes: {
      reboot,
      cooling: [],
      exclude: [{run: 'nvidia-smi -L', effect: 'safe'}, ...setForCuda('CUDA_VISIBLE_DEVICES=GPU-UUID')],
      replace: [{run: 'sudo nvidia-bug-report.sh', effect: 'needs-root', platform: 'linux'}],
    },
    links: [xidDocs],
  },
} as const satisfies Record<string, Entry>
