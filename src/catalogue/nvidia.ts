import {gpuListed} from './common-phrases.ts'
import type {Command, Entry} from './entry.ts'
import {
  listLoaded,
  notOnMacs,
  nvidiaState,
  only,
  readLog,
  reboot,
  recreateContainer,
  restartServer,
  restartService,
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

/** The same, without what 0.1 to 0.11 say with OLLAMA_DEBUG on every machine that has no such driver, and need not have. */
function driverError(number: number | string): readonly string[] {
  return cudaError(number).map((phrase) => phrase.replace('|cudaSetDevice err|', '|'))
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

/** Drivers of before 2022 do not know compute_cap. */
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

const withGpu: Command = {
  run: `${recreateContainer} --gpus=all -p 127.0.0.1:11434:11434 ollama/ollama  # with the other flags it had`,
  effect: 'changes-state',
  platform: 'docker',
}

const driverLibraries: Command = {
  run: 'docker exec ollama sh -c "ls -l /usr/lib/*/libcuda.so*"',
  effect: 'safe',
  platform: 'docker',
}

/** Ends all programs in WSL. */
const restartWsl: readonly Command[] = [
  {run: 'wsl --update; wsl --shutdown', effect: 'changes-state', platform: 'windows'},
]

const upgrade = notOnMacs(upgradeOllama)
const restart = notOnMacs(restartServer)
const rebootLinux = only(reboot, 'linux')
const twoDrivers = 'discovered GPU libraries"…libcuda.so.{4|5|6}<first> …libcuda.so.{4|5|6}<second>'
const jetson = '{tegra|jetson|JetPack|nvgpu|NvRmMem|NVIDIA Orin}'
const rocm = '{ROCm error|HIP error|hipError|hipGet|HIPBLAS_STATUS|ROCm devices}'

const visibleDevices =
  'CUDA_VISIBLE_DEVICES|HIP_VISIBLE_DEVICES|ROCR_VISIBLE_DEVICES|GGML_VK_VISIBLE_DEVICES|GPU_DEVICE_ORDINAL'

const gpuDocs = 'https://docs.ollama.com/gpu'
const dockerDocs = 'https://docs.ollama.com/docker'
const troubleshooting = 'https://docs.ollama.com/troubleshooting'
const toolkitDocs = 'https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/install-guide.html'
const wslDocs = 'https://docs.nvidia.com/cuda/wsl-user-guide/index.html'
const xidDocs = 'https://docs.nvidia.com/deploy/xid-errors/index.html'

const cudaListed = 'msg="inference compute"…library=CUDA'
const useCpu = setForCuda('CUDA_VISIBLE_DEVICES=-1')

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
        unless: [jetson],
        confidence: 'certain',
      },
      {
        says: [
          'old CUDA driver detected',
          'CUDA driver version is insufficient for CUDA runtime version',
          '{cudaErrorInsufficientDriver|cudaErrorCallRequiresNewerDriver}',
          'API call is not supported in the installed CUDA driver',
          'undefined symbol: {cuCtxCreate_v|cuMemCreate|cuMemAddressReserve|cuGetProcAddress|cuGetErrorString|cuDevice}',
          'symbol lookup for {cuCtxCreate_v|cuMem|cuGet|cuDevice}…failed',
          'NVIDIA driver on your system is too old',
          'nvidia driver is too old{.|,|:|;| (|!}',
          'device kernel image is invalid',
          '{CUDA_ERROR_INVALID_IMAGE|cudaErrorInvalidKernelImage}',
          'PTX JIT compilation failed',
          '{CUDA_ERROR_INVALID_PTX|cudaErrorInvalidPtx}',
          ...driverError('{35|36|200|218|222}'),
        ],
        unless: [jetson],
        confidence: 'likely',
      },
      {
        says: ['cudaSetDevice err: 35', 'nvidia driver is too old or missing'],
        unless: [jetson],
        unlessThen: [cudaListed],
        kind: 'harmless',
        confidence: 'possible',
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
    confirm: nvidiaState,
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
          ...cudaError(803),
          ...nvmlError('18'),
        ],
        confidence: 'certain',
      },
      {
        says: [
          // The client need not be Ollama.
          'API mismatch: the client has the version',
          'version mismatch between driver and cuda driver library',
          'forward compatibility was attempted on non supported HW',
          '{CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE|cudaErrorCompatNotSupportedOnDevice}',
          ...cudaError(804),
        ],
        confidence: 'likely',
      },
      {
        // Libraries of two drivers, and CUDA does not start.
        says: [twoDrivers],
        with: ['{cuInit err|init failure}: {999|3|803|35}'],
        less: ['first', 'second'],
        confidence: 'likely',
      },
      {
        says: [twoDrivers],
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
        says: [
          'attempted without driver procfs suspend interface',
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
      holders: [{run: 'sudo fuser -v /dev/nvidia-uvm', effect: 'needs-root', platform: 'linux'}, ...rebootLinux],
      preserve: [
        {
          run: 'echo "options nvidia NVreg_PreserveVideoMemoryAllocations=1 NVreg_TemporaryFilePath=/var/tmp" | sudo tee /etc/modprobe.d/nvidia-suspend.conf',
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
      restart: only(restartServer, 'docker', 'kubernetes'),
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
          run: `${recreateContainer} --gpus=all --device /dev/nvidia0 --device /dev/nvidiactl --device /dev/nvidia-uvm -p 127.0.0.1:11434:11434 ollama/ollama  # with the other flags it had`,
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
        unless: [rocm, jetson],
        confidence: 'certain',
      },
      {
        says: [
          'CUDA error: invalid device function',
          'cudaErrorInvalidDeviceFunction',
          'CUBLAS_STATUS_ARCH_MISMATCH',
          'an absent device architectural feature is required',
        ],
        unless: [rocm],
        confidence: 'likely',
      },
      {
        // Said of each CUDA library that does not fit, also where another one does.
        says: ['compute capability not in compiled architectures'],
        unlessThen: [cudaListed],
        kind: 'effect',
        confidence: 'possible',
      },
    ],
    examples: [
      {text: 'CUDA error: no kernel image is available for execution on the device', surface: 'log'},
      {
        text: 'mmq.cuh:2466: ERROR: CUDA kernel mul_mat_q has no device code compatible with CUDA arch 520. ggml-cuda.cu was compiled for: 600,610,700,750',
        surface: 'log',
      },
      {
        text: 'level=INFO source=llama_server.go:299 msg="skipping CUDA device — compute capability not in compiled architectures" device="NVIDIA B200" cc=1000 archs=750,800,860,890 libDirs="[/usr/lib/ollama/cuda_v12]"',
        surface: 'log',
      },
    ],
    confirm: [...computeCapability, ...versions],
    fixes: {
      official: upgrade,
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
        unless: [rocm],
        confidence: 'certain',
      },
      {says: ['Xid (…): {13|31},…name={ollama|llama-server}'], confidence: 'likely'},
      // Of whichever program.
      {says: ['Xid (…): {13|31},'], confidence: 'possible'},
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
    confirm: [...notOnMacs(searchLog('CUDA error|current device')), ...searchKernelLog('NVRM: Xid')],
    fixes: {
      restart,
      upgrade,
      driver: upgradeDriver,
      flash: setForCuda('OLLAMA_FLASH_ATTENTION=0'),
    },
    links: ['https://github.com/ollama/ollama/issues', xidDocs],
  },
  'nvidia-driver-not-initialized': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'Failed to initialize NVML: Driver Not Loaded',
          'nvml error: driver not loaded',
          'requires use of the NVIDIA open kernel modules',
          '{NVML_ERROR_DRIVER_NOT_LOADED|NVIDIA kernel module is not loaded|NVIDIA driver is not loaded}',
        ],
        confidence: 'certain',
      },
      {
        says: [
          "couldn't communicate with the NVIDIA driver",
          'Make sure that the latest NVIDIA driver is installed and running',
          "could not insert {'nvidia|nvidia}",
          'Module {nvidia|nvidia_uvm|nvidia-uvm|nvidia-current|nvidia-current-uvm} not found',
          'nvidia…Key was rejected by service',
          'unknown error initializing cuda driver library',
          'CUDA error: unknown error',
          'failed to initialize CUDA: unknown error',
          'CUDA error: initialization error',
          'failed to initialize CUDA: initialization error',
          'failed to initialize CUDA: {CUDA unknown error|driver shutting down}',
          '{CUDA_ERROR_UNKNOWN|cudaErrorUnknown|CUDA_ERROR_NOT_INITIALIZED|cudaErrorInitializationError}',
          ...cudaError(999),
          // Not what only starts with 3.
          ...cudaError('3$'),
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
        says: ['failed to get device context 999', '^No devices were found$'],
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
      modprobe: [{run: 'sudo nvidia-modprobe -u -c=0', effect: 'needs-root', platform: 'linux'}, restartService],
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
          '{CUDA:|CUDA error:|Error 802:} system not yet initialized',
          '{CUDA_ERROR_SYSTEM_NOT_READY|cudaErrorSystemNotReady}',
          ...cudaError(802),
          "fabric manager…{not running|failed|version mismatch|don't match|does not match|not match}",
          'nvidia-fabricmanager…{failed|inactive|exit-code|not found|could not be found|exited}',
          '{NVSwitch driver|NVSwitch device}…{failed|error}',
          "nv-fabricmanager…{fail|error|don't match|exit}",
        ],
        unless: ['NvSwitch {device not found|devices not found}'],
        confidence: 'likely',
      },
      {says: ['system not yet initialized'], confidence: 'possible'},
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
        restartService,
      ],
      match: [
        {run: 'nvidia-smi --query-gpu=driver_version --format=csv,noheader', effect: 'safe', platform: 'linux'},
        {run: 'nv-fabricmanager --version', effect: 'safe', platform: 'linux'},
      ],
      reboot: rebootLinux,
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
        ],
        confidence: 'certain',
      },
      {
        says: [
          'no known GPU vendor found',
          'Insufficient nvidia.com/gpu',
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
        withGpu,
        {
          run: 'kubectl set resources deploy/ollama --limits=nvidia.com/gpu=1',
          effect: 'changes-state',
          platform: 'kubernetes',
        },
      ],
      toolkit: [
        {
          run: "sudo apt-get install nvidia-container-toolkit  # from NVIDIA's repository, see the link",
          effect: 'needs-root',
          platform: 'docker',
        },
        ...configureToolkit,
      ],
      host: only(nvidiaState, 'linux', 'wsl'),
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
          'named symbol not found',
          '{CUDA_ERROR_NOT_FOUND|cudaErrorSymbolNotFound}',
          ...cudaError(500),
          'GPU access blocked by the operating system',
          ...nvmlError('17'),
        ],
        confidence: 'likely',
      },
      {says: ['nvidia-container-cli: ', 'nvidia-container-runtime…{error|failed}'], confidence: 'possible'},
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
      driverLibraries,
      {run: '/usr/lib/wsl/lib/nvidia-smi', effect: 'safe', platform: 'wsl'},
    ],
    fixes: {
      recreate: [withGpu],
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
      windows: restartWsl,
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
        // Not the folders where every debug log looks for libraries.
        with: [
          '{/usr/lib/wsl/lib/libcuda.so.1|/usr/lib/wsl/lib/libnvidia-ml.so.1|/usr/lib/wsl/drivers/nv|microsoft-standard-WSL|WSL2}',
        ],
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
      restart: restartWsl,
      driver: only(upgradeDriver, 'windows'),
    },
    links: [wslDocs],
  },
  'vgpu-unified-memory-disabled': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: ['failed to initialize CUDA: operation not supported', ...cudaError(801)],
        unless: ['operation not supported on global/shared address space'],
        confidence: 'likely',
      },
      {
        // In the middle of the work a real GPU says so, too.
        says: ['CUDA error: operation not supported', '{CUDA_ERROR_NOT_SUPPORTED|cudaErrorNotSupported}'],
        unless: ['operation not supported on global/shared address space'],
        confidence: 'possible',
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
        unlessThen: [cudaListed],
        confidence: 'possible',
      },
      {
        says: [
          ...cudaError('{35|100|801|999|209}'),
          'failed to initialize CUDA',
          'CUDA driver version is insufficient',
          'no kernel image is available',
          'the provided PTX was compiled with an unsupported toolchain',
          'no compatible GPUs were discovered',
        ],
        with: [jetson],
        unlessThen: [cudaListed],
        confidence: 'likely',
      },
      {
        // The one variant of a build for arm64, and none of the libraries that a desktop driver has.
        says: ['Dynamic LLM variants [cuda]'],
        with: ['Discovered GPU libraries: []', 'no GPU detected'],
        confidence: 'possible',
      },
      {says: ['NvRmMem…failed'], confidence: 'possible'},
      {says: driverError('{35|801}'), unless: ['{x86_64|amd64|avx}'], confidence: 'possible'},
      {says: ['cudaSetDevice err: 35'], unless: ['{x86_64|amd64|avx}'], kind: 'wrapper', confidence: 'possible'},
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
      reinstall: only(upgradeOllama, 'linux'),
      version: only(setForServer('JETSON_JETPACK=6'), 'linux', 'kubernetes'),
      container: [
        {
          run: `${recreateContainer} --runtime nvidia -e JETSON_JETPACK=6 -p 127.0.0.1:11434:11434 ollama/ollama  # with the other flags it had`,
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
          'exclusive-thread device already in use by a different thread',
          '{CUDA_ERROR_DEVICE_UNAVAILABLE|cudaErrorDevicesUnavailable|cudaErrorDeviceUnavailable}',
          // A vGPU without a licence, and a driver in a bad state, say so, too.
          'CUDA-capable device(s) is/are busy or unavailable',
          'all CUDA-capable devices are busy or unavailable',
          ...cudaError(46),
          'Compute Mode : {Prohibited|Exclusive_Process|Exclusive_Thread}',
        ],
        confidence: 'likely',
      },
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
      mode: [
        {run: 'sudo nvidia-smi -c DEFAULT', effect: 'needs-root', platform: 'linux'},
        {run: 'nvidia-smi -c DEFAULT  # as administrator', effect: 'needs-root', platform: 'windows'},
      ],
      restart,
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
        says: [
          '{PhysX\\Common\\cudart|PhysX/Common/cudart}',
          'potentially incompatible library detected in PATH',
          '/stubs/libcuda.so',
        ],
        unlessThen: [cudaListed],
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
      ...only(serverEnvironment, 'linux', 'docker'),
    ],
    fixes: {
      path: [
        {
          run: '$env:PATH -split ";" | Select-String "CUDA|PhysX"',
          effect: 'safe',
          platform: 'windows',
        },
        ...only(unsetForServer('LD_LIBRARY_PATH'), 'linux', 'docker'),
      ],
      upgrade,
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
          `user overrode visible devices"…{${visibleDevices}}`,
          `{${visibleDevices}}{=|:|="|='|: }-1`,
          '{CUDA_VISIBLE_DEVICES|HIP_VISIBLE_DEVICES|ROCR_VISIBLE_DEVICES}{=""|=none|=NoDevFiles|=\'\'}',
        ],
        unlessThen: [gpuListed],
        kind: 'effect',
        confidence: 'likely',
      },
      {
        says: ['if GPUs are not correctly discovered, unset and try again'],
        unlessThen: [gpuListed],
        kind: 'effect',
        confidence: 'possible',
      },
      {
        says: [
          `^{${visibleDevices}}=#`,
          `{export |-e |- |setx |set |$env:|Environment=|Environment="}{${visibleDevices}}{=| = | }{"|'|}#`,
          `{${visibleDevices}}: {"|'|}#`,
          `{${visibleDevices}}={0|1|2|3|4|5|6|7|GPU-}`,
        ],
        unlessThen: [gpuListed],
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
    confirm: [...notOnMacs(serverEnvironment), {run: 'nvidia-smi -L', effect: 'safe'}],
    fixes: {
      unset: notOnMacs(unsetForServer('CUDA_VISIBLE_DEVICES')),
      uuid: setForCuda('CUDA_VISIBLE_DEVICES=GPU-UUID'),
      unsetAmd: notOnMacs(unsetForServer('ROCR_VISIBLE_DEVICES')),
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
          'failed to load {nvcuda.dll|nvml.dll|libcuda.so}',
          '{nvcuda.dll|nvml.dll}…{could not be found|was not found|not found}',
          'PTX JIT compiler library not found',
          '{libnvidia-ptxjitcompiler.so.1|libnvidia-ptxjitcompiler.so}: cannot open',
          '{Could not find|Unable to find|Could not load|Failed to load} {libcuda|nvcuda}',
          ...nvmlError('12'),
          'NVIDIA GPU detected, but your OS and Architecture are not supported by NVIDIA',
          'library to query for Nvidia GPUs: …cannot open shared object file',
          'gpu support may not be enabled, check that you have installed GPU drivers',
          'GPU support may not enabled, check you have installed GPU drivers',
          'nvidia-smi: {command not found|not found}',
          "command 'nvidia-smi' not found",
          "'nvidia-smi' is not recognized",
          "The term 'nvidia-smi' is not recognized",
          'no valid cuda library loaded',
        ],
        // Libraries for GPUs that the machine has not are tried as well.
        unless: [gpuListed],
        confidence: 'likely',
      },
      {
        says: ['CUDA driver version is insufficient', 'Discovered GPU libraries: []', ...cudaError(35)],
        with: ['{/snap/|chroot|flatpak|bubblewrap}'],
        confidence: 'likely',
      },
      {
        says: ['unable to load {cuda driver|nvml management|CUDA management} library', 'Unable to load nvcuda'],
        unlessThen: [gpuListed],
        kind: 'effect',
        confidence: 'possible',
      },
      {
        says: ['Unable to load cudart'],
        unlessThen: [gpuListed],
        kind: 'harmless',
        confidence: 'possible',
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
      {
        text: 'ERROR: NVIDIA GPU detected, but your OS and Architecture are not supported by NVIDIA.  Please install the CUDA driver manually',
        surface: 'cli',
      },
    ],
    confirm: [
      {run: 'ldconfig -p | grep -E "libcuda.so|libnvidia-ml.so"', effect: 'safe', platform: 'linux'},
      driverLibraries,
      {run: 'Get-ChildItem "$env:SystemRoot\\System32\\nvcuda.dll"', effect: 'safe', platform: 'windows'},
    ],
    fixes: {
      driver: upgradeDriver,
      container: [...configureToolkit, withGpu],
      snap: [{run: 'snap connections ollama', effect: 'safe', platform: 'linux'}, ...only(upgradeOllama, 'linux')],
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
        unlessThen: [gpuListed],
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
    fixes: {upgrade, vulkan: setForCuda('OLLAMA_VULKAN=1'), cpu: useCpu},
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
          'CUDA error: {invalid argument|invalid configuration argument|invalid resource handle|misaligned address|invalid program counter|an illegal instruction was encountered|operation failed due to a previous error during capture|operation not permitted when stream is capturing|operation would make the legacy stream depend on a capturing blocking stream|context is destroyed|unspecified driver error|driver shutting down|peer access is not supported|peer access has not been enabled|mapping of buffer object failed|part or all of the requested memory range is already mapped|operation not supported on global/shared address space|hardware stack error|an internal operation failed|an unsupported value or parameter was passed|the function failed to launch on the GPU|the GPU program failed to execute|an access to GPU memory space failed|the requested functionality is not supported}',
          '{CUBLAS_STATUS_EXECUTION_FAILED|CUBLAS_STATUS_INTERNAL_ERROR|CUBLAS_STATUS_NOT_SUPPORTED|CUBLAS_STATUS_INVALID_VALUE|CUBLAS_STATUS_MAPPING_ERROR}',
          '{CUDA_ERROR_LAUNCH_FAILED|cudaErrorLaunchFailure|CUDA_ERROR_LAUNCH_TIMEOUT|cudaErrorLaunchTimeout|CUDA_ERROR_ASSERT|CUDA_ERROR_MISALIGNED_ADDRESS|cudaErrorAssert|CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES|CUDA_ERROR_HARDWARE_STACK_ERROR|cudaErrorHardwareStackError}',
          ...cudaError('{701|702|710|714|715|716|717|718|719}'),
          'cublas error {13|14|15}',
        ],
        unless: [rocm],
        confidence: 'likely',
      },
      {says: ['CUDA error', 'Xid (…): {43|45},'], kind: 'effect', confidence: 'possible'},
    ],
    examples: [
      {text: 'Error: llama runner process has terminated: CUDA error: unspecified launch failure', surface: 'cli'},
      {text: 'CUDA error: CUBLAS_STATUS_EXECUTION_FAILED', surface: 'log'},
      {text: '{"error":"llama runner process has terminated: CUDA error"}', surface: 'api', status: 500},
    ],
    confirm: [...notOnMacs(searchLog('CUDA error|current device|cublas')), ...searchKernelLog('NVRM: Xid')],
    fixes: {
      log: notOnMacs(readLog),
      upgrade,
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
          // The main memory has ECC errors as well.
          '{CUDA error:|CUDA:} uncorrectable ECC error',
          'uncorrectable ECC error encountered',
          'GPU has fallen off the bus',
          'GPU is lost. Reboot the system',
          'uncorrectable NVLink error',
          '{CUDA_ERROR_ECC_UNCORRECTABLE|cudaErrorECCUncorrectable|NVML_ERROR_GPU_IS_LOST|CUDA_ERROR_NVLINK_UNCORRECTABLE}',
          ...cudaError('{214|220}'),
          ...nvmlError('15'),
          'Xid (…): {48|64|79|95|140},',
        ],
        confidence: 'certain',
      },
      {
        says: [
          'GPU is lost',
          'GPU…uncorrectable double bit error',
          'Unable to determine the device handle for {GPU|gpu|GPU0|GPU1}',
          'GPU requires reset',
          'Xid (…): {61|62|63|74|92|94|119|120|121|122|123|143|151|158|171|172},',
          'NVRM:…{GPU crash dump has been created|row remapper|double bit error}',
          'NVRM: rm_init_adapter failed',
        ],
        confidence: 'likely',
      },
      {
        says: ['Xid (PCI:', 'NVRM: Xid (', 'RmInitAdapter failed'],
        // Of a program.
        unless: ['Xid (…): {13|31|43|45},'],
        confidence: 'possible',
      },
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
