import {gpuListed} from './common-phrases.ts'
import type {Command, Entry} from './entry.ts'
import {
  editService,
  listLoaded,
  notOnMacs,
  nvidiaState,
  only,
  recreateContainer,
  restartServer,
  restartService,
  runOnCpu,
  searchKernelLog,
  searchLog,
  serverEnvironment,
  setForCuda,
  setForServer,
  showModel,
  unsetForServer,
  upgradeDriver,
  upgradeOllama,
  versions,
} from './steps.ts'

/** Which of an AMD GPU's devices the server sees, and whose they are. */
const amdDevices: readonly Command[] = [
  {run: 'ls -l /dev/kfd /dev/dri', effect: 'safe', platform: 'linux'},
  {run: 'docker exec ollama ls -l /dev/kfd /dev/dri', effect: 'safe', platform: 'docker'},
]

/** The image for AMD GPUs, with their devices. */
const amdContainer: Command = {
  run: `${recreateContainer} --device /dev/kfd --device /dev/dri -p 127.0.0.1:11434:11434 ollama/ollama:rocm  # with the other flags it had`,
  effect: 'changes-state',
  platform: 'docker',
}

/** Which driver there is now, of whichever maker. */
const windowsDriver: Command = {
  run: 'Get-CimInstance Win32_VideoController | Select-Object Name, DriverVersion',
  effect: 'safe',
  platform: 'windows',
}

const vulkanState: Command = {run: 'vulkaninfo --summary', effect: 'safe', platform: 'linux'}
const gfxTargets: Command = {run: 'rocminfo | grep gfx', effect: 'safe', platform: 'linux'}

/** HSA_OVERRIDE_GFX_VERSION is for Linux only. */
const rocmPlatforms = ['linux', 'docker', 'kubernetes'] as const
const override = only(setForServer('HSA_OVERRIDE_GFX_VERSION=10.3.0'), ...rocmPlatforms)
const noOverride = only(unsetForServer('HSA_OVERRIDE_GFX_VERSION'), ...rocmPlatforms)

const useVulkan = notOnMacs(setForServer('OLLAMA_VULKAN=1'))
const noVulkan = notOnMacs(setForServer('OLLAMA_VULKAN=0'))
const allowIntegrated = notOnMacs(setForServer('OLLAMA_IGPU_ENABLE=1'))
const smallerContext = setForServer('OLLAMA_CONTEXT_LENGTH=4096')

const upgrade = notOnMacs(upgradeOllama)
const upgradeOnMac = only(upgradeOllama, 'macos')
const updateMacos: readonly Command[] = [{run: 'softwareupdate --list', effect: 'safe', platform: 'macos'}]

const noDevice = ['no ROCm-capable device is detected', 'hipErrorNoDevice'] as const
const noFile =
  '{no such file or directory|没有那个文件或目录|Datei oder Verzeichnis nicht gefunden|Aucun fichier ou dossier|No existe el fichero o el directorio|Нет такого файла}'
const noPermission = '{permission denied|operation not permitted|权限不够|权限被拒绝}'
const gpuDevices =
  '{xserver_misc_device_t|dri_device_t|hsa_device_t|/dev/dri|/dev/kfd|/dev/nvidia|renderD1|nvidia0|nvidiactl|chr_file kfd}'
const selinux = ['avc: denied', 'SELinux is preventing'] as const

/** A runner that started in the end did without what failed before: 0.30 and newer try Metal twice. */
const started = '{runner|llama-server} started in'

/** Ten characters without a letter or a blank between them, as no answer starts: not Markdown, a rule or a date. */
const symbol = '{!|"|$|%|&|\'|+|,|)|(}'
const symbolOrDigit = '{!|"|#|$|%|&|\'|(|)|*|+|,|-|.|/|0|1|2|3|4|5|6|7|8|9|@|:|;|?}'
const symbols = symbol + symbol.replace('{', '{#|') + symbolOrDigit.repeat(8)
const repeated = '{GGGGGGGGGGGG|@@@@@@@@@@@@|!!!!!!!!!!!!|$$$$$$$$$$$$}'

/** How an answer starts, which is then nonsense. */
function answers(nonsense: string): readonly string[] {
  return [
    `Thinking... ${nonsense}`,
    `>>> … ${nonsense}`,
    `ollama run … ${nonsense}`,
    `"{response":"|content":"|response": "|content": "}${nonsense}`,
  ]
}

const macosVersion: Command = {run: 'sw_vers', effect: 'safe', platform: 'macos'}

export const gpu = {
  'gpu-discovery-timeout': {
    severity: 'warning',
    retryable: true,
    patterns: [
      {
        says: [
          'failed to finish discovery before timeout',
          'GPU discovery watchdog timed out',
          'llama-server discovery: timed out',
          '{GPU|llama-server} discovery…context deadline exceeded',
        ],
        unlessThen: [gpuListed],
        confidence: 'certain',
      },
      {says: ['unable to refresh free memory, using old values'], kind: 'effect', confidence: 'likely'},
    ],
    examples: [
      {
        text: 'level=INFO source=runner.go:462 msg="failure during GPU discovery" OLLAMA_LIBRARY_PATH="[/usr/local/lib/ollama /usr/local/lib/ollama/cuda_v13]" extra_envs=map[] error="failed to finish discovery before timeout"',
        surface: 'log',
      },
      {
        text: 'level=WARN source=llama_server.go:130 msg="llama-server discovery: timed out waiting for server startup" error="context deadline exceeded" lines_captured=0',
        surface: 'log',
      },
      {text: 'level=WARN source=runner.go:337 msg="unable to refresh free memory, using old values"', surface: 'log'},
    ],
    confirm: [...searchLog('discovery|inference compute|using old values'), ...nvidiaState],
    fixes: {
      restart: restartServer,
      persistence: [{run: 'sudo nvidia-smi -pm 1', effect: 'needs-root', platform: 'linux'}],
      upgrade,
      kernel: searchKernelLog('NVRM|amdgpu'),
    },
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'gpu-wrong-output': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          ...answers(symbols),
          ...answers(repeated),
          'GGGGGGGGGGGGGGGG',
          '{<unk><unk><unk>|[PAD][PAD][PAD]|<pad><pad><pad>|<unused32><unused32>|<unused0><unused0>}',
          '[UNUSED_TOKEN_#][UNUSED_TOKEN_',
        ],
        confidence: 'likely',
      },
      {
        says: ['{@@@@@@@@@@@@@@@@|!!!!!!!!!!!!!!!!|$$$$$$$$$$$$$$$$}'],
        // The frames of other programs' warnings.
        unless: ['{WARNING|REMOTE HOST|PRIVATE KEY FILE|ATTENTION|CAUTION}'],
        confidence: 'possible',
      },
      {
        says: [
          '{gibberish|garbage output|outputs garbage|garbled output|nonsense characters|Kauderwelsch}',
          '{输出|回答|回复|生成|返回|模型}{|的|了|都是|全是|是|一堆|内容|内容是|出现}乱码',
        ],
        kind: 'effect',
        confidence: 'possible',
      },
    ],
    examples: [
      {text: '>>> Why is the sky blue?\nGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGG', surface: 'cli'},
      {text: '{"model":"qwen3:8b","response":"@@@@@@@@@@@@@@@@@@@@","done":false}', surface: 'api', status: 200},
      {text: 'Thinking...\n"!$2&1,)(*3.-%#+!0\'', surface: 'cli'},
    ],
    confirm: runOnCpu,
    fixes: {
      upgrade: upgradeOllama,
      driver: upgradeDriver,
      flash: setForServer('OLLAMA_FLASH_ATTENTION=0'),
      oneGpu: setForCuda('CUDA_VISIBLE_DEVICES=0'),
    },
    links: ['https://github.com/ollama/ollama/issues'],
  },
  'llm-library-misconfigured': {
    severity: 'error',
    retryable: false,
    patterns: [
      {says: ['Invalid OLLAMA_LLM_LIBRARY <library> - not found'], confidence: 'certain'},
      {
        says: ["skipping available library at {user's|users} request…requested=<library> "],
        unlessThen: [gpuListed],
        kind: 'effect',
        confidence: 'possible',
      },
    ],
    examples: [
      {text: 'level=INFO source=server.go:158 msg="Invalid OLLAMA_LLM_LIBRARY cuda - not found"', surface: 'log'},
    ],
    confirm: [
      ...serverEnvironment,
      {run: 'ls /usr/local/lib/ollama /usr/lib/ollama', effect: 'safe', platform: 'linux'},
      {run: 'Get-ChildItem "$env:LOCALAPPDATA\\Programs\\Ollama\\lib\\ollama"', effect: 'safe', platform: 'windows'},
    ],
    fixes: {
      unset: unsetForServer('OLLAMA_LLM_LIBRARY'),
      choose: notOnMacs(setForServer('OLLAMA_LLM_LIBRARY=cuda_v12')),
    },
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'gpu-discovery-crash': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'failure during {GPU discovery|llama-server GPU discovery}…{runner crashed|exit status|signal: |terminated}',
          'llama-server --list-devices failed',
          'failed to start runner to discovery GPUs',
          'llama-server discovery: failed to start',
          'llama-server discovery: server startup exited',
        ],
        unless: ['{failed to finish discovery before timeout|context deadline exceeded}'],
        unlessThen: [gpuListed],
        confidence: 'likely',
      },
      {
        says: [
          'failure during {GPU discovery|llama-server GPU discovery}',
          'native GPU discovery failed',
          'system_info line not found in output',
        ],
        unlessThen: [gpuListed],
        kind: 'effect',
        confidence: 'possible',
      },
    ],
    examples: [
      {
        text: 'level=INFO source=runner.go:464 msg="failure during GPU discovery" OLLAMA_LIBRARY_PATH="[C:\\\\Users\\\\ann\\\\AppData\\\\Local\\\\Programs\\\\Ollama\\\\lib\\\\ollama]" extra_envs=map[] error="runner crashed"',
        surface: 'log',
      },
      {
        text: 'level=INFO source=runner.go:522 msg="failure during llama-server GPU discovery" OLLAMA_LIBRARY_PATH="[/usr/local/lib/ollama]" extra_envs=map[] error="llama-server --list-devices failed: signal: segmentation fault" detail=""',
        surface: 'log',
      },
    ],
    confirm: searchLog('failure during|inference compute'),
    fixes: {
      driver: upgradeDriver,
      upgrade: upgradeOllama,
      vulkan: noVulkan,
      debug: setForServer('OLLAMA_DEBUG=2'),
    },
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'gpu-unsupported-on-platform': {
    severity: 'error',
    retryable: false,
    patterns: [
      {says: ['Invalid OLLAMA_LLM_LIBRARY metal - not found'], confidence: 'certain'},
      {
        says: ['Metal…{is not supported on this Mac|not supported on Intel|requires Apple Silicon}'],
        confidence: 'likely',
      },
      {says: ['your OS and Architecture are not supported by NVIDIA'], confidence: 'possible'},
    ],
    examples: [
      {text: 'level=INFO source=server.go:158 msg="Invalid OLLAMA_LLM_LIBRARY metal - not found"', surface: 'log'},
    ],
    confirm: [
      {run: 'uname -m', effect: 'safe', platform: 'macos'},
      {run: 'uname -m; cat /etc/os-release', effect: 'safe', platform: 'linux'},
      ...searchLog('inference compute'),
    ],
    fixes: {unset: unsetForServer('OLLAMA_LLM_LIBRARY'), smaller: listLoaded, other: []},
    links: ['https://docs.ollama.com/gpu', 'https://docs.ollama.com/macos'],
  },
  'amd-gfx-unsupported': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: [
          'no rocblas support for gfx target…gfx_target=<architecture>',
          'no rocblas support for gfx target',
          'amdgpu is not supported…gpu_type=<architecture>',
          'amdgpu is not supported',
          'amdgpu too old <architecture>',
          'amdgpu [#] <architecture> is not supported by',
        ],
        // Beside a GPU that works, it is the processor's own.
        unlessThen: [gpuListed],
        confidence: 'certain',
      },
      {
        says: [
          'hipErrorNoBinaryForGpu',
          'Unable to find code object for all current devices',
          '{ROCm|HIP} error: no kernel image is available',
        ],
        confidence: 'certain',
      },
      {
        says: [
          '{ROCm|HIP} error: device kernel image is invalid',
          'rocBLAS error: Cannot read…for GPU arch : <architecture>',
          'Cannot read…TensileLibrary…for GPU arch : <architecture>',
          'rocBLAS error: Cannot read',
          'TensileLibrary.dat: {No such file or directory|Illegal seek}',
          '{ROCm|HIP} error: invalid device function',
          'hipErrorInvalidDeviceFunction',
          'HSA_STATUS_ERROR_INVALID_ISA',
          'rocBLAS error: Tensile solution found, but exception thrown',
          'Tensile kernel…not found for {gfx|arch}',
        ],
        confidence: 'likely',
      },
      {says: ['CUDA error: invalid device function'], with: ['{rocm|amdgpu|radeon|rocblas}'], confidence: 'likely'},
      {says: ['CUDA error: invalid device function'], confidence: 'possible'},
      {
        says: ['Could not initialize Tensile host', 'no compatible amdgpu devices detected'],
        confidence: 'possible',
        kind: 'effect',
      },
    ],
    examples: [
      {
        text: 'level=WARN source=amd.go:470 msg="dropping ROCm device — no rocblas support for gfx target" device=ROCm0 gfx_target=gfx1036 supported="map[gfx1030:true gfx1100:true]"',
        surface: 'log',
      },
      {
        text: 'level=WARN source=amd_linux.go:378 msg="amdgpu is not supported" gpu=0 gpu_type=gfx1031 library=/usr/local/lib/ollama/rocm supported_types="[gfx1030 gfx1100]"',
        surface: 'log',
      },
      {text: 'level=WARN source=amd_linux.go:201 msg="amdgpu too old gfx803" gpu=0', surface: 'log'},
      {
        text: 'rocBLAS error: Cannot read /opt/rocm/lib/rocblas/library/TensileLibrary.dat: No such file or directory for GPU arch : gfx1036',
        surface: 'log',
      },
      {text: '{"error":"llama runner process has terminated: ROCm error: invalid device function"}', surface: 'api'},
    ],
    confirm: [...notOnMacs(searchLog('gfx')), gfxTargets],
    fixes: {upgrade, override, vulkan: useVulkan},
    links: ['https://docs.ollama.com/gpu'],
  },
  'intel-gpu-misconfigured': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: ['library=oneapi…{total|available}="0 B"'],
        // Beside another GPU it does not matter.
        unless: [gpuListed],
        confidence: 'certain',
      },
      {
        says: [
          'Unable to load oneAPI management library',
          'oneapi…init failure',
          'UR_RESULT_ERROR_',
          'UR_ERROR_',
          'ZE_RESULT_ERROR_',
          'Native API failed. Native API returns',
          'No device of requested type available',
          'g_all_sycl_device_count',
          'SYCL exception',
          'ggml_sycl…{error|failed|exception}',
          'PI_ERROR_{DEVICE|OUT|INVALID|BUILD|UNKNOWN}',
          'i915…GPU HANG',
          '{xe|i915} 0000:…GuC…{failed|timeout|not responding}',
          'Small BAR device',
        ],
        confidence: 'likely',
      },
      {
        says: ['Resizable BAR…{disabled|not enabled|not supported|not accessible|not available}'],
        with: ['{Intel|Arc A|Arc B|Arc Pro|i915|sycl|oneapi}'],
        confidence: 'likely',
      },
    ],
    examples: [
      {
        text: 'msg="inference compute" id=0 library=oneapi compute="" driver=0.0 name="Intel(R) Iris(R) Xe Graphics" total="0 B" available="0 B"',
        surface: 'log',
      },
      {
        text: "terminate called after throwing an instance of 'sycl::_V1::exception'\n  what():  No device of requested type available. -1 (PI_ERROR_DEVICE_NOT_FOUND)",
        surface: 'log',
      },
      {text: 'Native API failed. Native API returns: 20 (UR_RESULT_ERROR_DEVICE_LOST)', surface: 'log'},
    ],
    confirm: [
      ...notOnMacs(searchLog('oneapi|sycl|Intel')),
      {run: 'clinfo -l', effect: 'safe', platform: 'linux'},
      vulkanState,
    ],
    fixes: {
      driver: [{run: 'ls -l /dev/dri', effect: 'safe', platform: 'linux'}, windowsDriver],
      vulkan: useVulkan,
      igpu: allowIntegrated,
      rebar: [{run: 'sudo lspci -vv | grep -iA1 "resizable bar"', effect: 'needs-root', platform: 'linux'}],
    },
    links: ['https://docs.ollama.com/gpu', 'https://dgpu-docs.intel.com/'],
  },
  'amd-kfd-permission': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: ['permissions not set up properly…render group'],
        confidence: 'certain',
        unless: selinux,
      },
      {
        says: [
          // Of rocminfo, too, whose user need not be the server's.
          `/dev/kfd…${noPermission}`,
          'is not member of "{render|video}" group',
          'failed to check permission on /dev/kfd',
          'permission problems block access',
          'Could not initialize Tensile host: No devices found',
          ...noDevice,
          'Call returned HSA_STATUS_ERROR_OUT_OF_RESOURCES',
          'hsa_init Failed',
          'Unable to open /dev/kfd',
        ],
        confidence: 'likely',
        unless: [...selinux, 'kfd driver not loaded'],
      },
      {
        // GPUs of other makers have render nodes as well.
        says: [`/dev/dri/renderD#…${noPermission}`, 'HSA_STATUS_ERROR_OUT_OF_RESOURCES'],
        confidence: 'possible',
        unless: selinux,
      },
    ],
    examples: [
      {
        text: 'level=WARN source=amd_linux.go:61 msg="amdgpu devices detected but permission problems block access: permissions not set up properly.  Either run ollama as root, or add you user account to the render group. open /dev/kfd: permission denied"',
        surface: 'log',
      },
      {text: 'Unable to open /dev/kfd read-write: Permission denied', surface: 'cli'},
      {text: 'ggml_cuda_init: failed to initialize ROCm: no ROCm-capable device is detected', surface: 'log'},
    ],
    confirm: [
      ...amdDevices,
      {run: 'id ollama', effect: 'safe', platform: 'linux'},
      {run: 'docker exec ollama id', effect: 'safe', platform: 'docker'},
    ],
    fixes: {
      groups: [{run: 'sudo usermod -aG render,video ollama', effect: 'needs-root', platform: 'linux'}, restartService],
      container: [
        {run: 'stat -c "%g %n" /dev/kfd /dev/dri/renderD128', effect: 'safe', platform: 'linux'},
        {...amdContainer, run: amdContainer.run.replace(' -p ', ' --group-add GID -p ')},
      ],
      selinux: [{run: 'sudo ausearch -m avc -ts recent', effect: 'needs-root', platform: 'linux'}],
    },
    links: ['https://docs.ollama.com/gpu', 'https://docs.ollama.com/troubleshooting'],
  },
  'igpu-disabled-by-default': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: ['dropping integrated GPU', 'to enable, set OLLAMA_IGPU_ENABLE'],
        unlessThen: [gpuListed],
        confidence: 'certain',
      },
      {
        says: ['unsupported Radeon iGPU detected skipping', 'amdgpu appears to be an iGPU, skipping'],
        unlessThen: [gpuListed],
        confidence: 'likely',
        versions: {before: '0.12.0'},
      },
      {says: ['OLLAMA_INTEL_GPU={1|true}'], confidence: 'possible', kind: 'effect'},
      {says: ['experimental Vulkan support disabled'], confidence: 'possible', kind: 'harmless'},
    ],
    examples: [
      {
        text: 'level=INFO source=runner.go:405 msg="dropping integrated GPU; to enable, set OLLAMA_IGPU_ENABLE=1" id=0 library=Vulkan compute=0.0 name=Vulkan0 description="AMD Radeon(TM) 780M Graphics"',
        surface: 'log',
      },
      {
        text: 'level=INFO source=amd_windows.go:114 msg="amdgpu appears to be an iGPU, skipping" gpu=0 total="512.0 MiB"',
        surface: 'log',
      },
    ],
    confirm: notOnMacs(searchLog('integrated GPU|iGPU')),
    fixes: {enable: allowIntegrated, upgrade, cpu: []},
    links: ['https://docs.ollama.com/gpu'],
  },
  'vulkan-backend-crash': {
    severity: 'error',
    retryable: true,
    patterns: [
      {says: ['vk::DeviceLostError', 'ErrorDeviceLost', 'VK_ERROR_DEVICE_LOST'], confidence: 'certain'},
      {
        says: [
          'Vulkan 1.2 required',
          'vk::Queue::submit:',
          'vk::PhysicalDevice::createDevice: Error{ExtensionNotPresent|FeatureNotPresent|InitializationFailed|Unknown}',
          'vk::createInstance: Error',
          '{vk::Device::|vk::PhysicalDevice::}…Error{Unknown|InitializationFailed|IncompatibleDriver|FeatureNotPresent|ExtensionNotPresent|FragmentedPool|InvalidShader}',
          'ErrorIncompatibleDriver',
          'VK_ERROR_{INCOMPATIBLE_DRIVER|INITIALIZATION_FAILED|UNKNOWN|FEATURE_NOT_PRESENT|EXTENSION_NOT_PRESENT}',
          'ggml_vulkan: Compute pipeline creation failed',
          'ggml_vulkan: Failed to wait for fence',
          'ggml-vulkan.cpp:#: GGML_ASSERT',
          'ggml-vulkan.cpp:#: fatal error',
          "instance of 'vk::{SystemError|UnknownError|InitializationFailedError|FeatureNotPresentError|ExtensionNotPresentError|IncompatibleDriverError}'",
          'vulkan-1.dll runtime DLL found',
          'This context is {guilty|innocent} of a {hard|soft} recovery',
        ],
        confidence: 'likely',
        unless: ['ErrorOutOf{Device|Host}Memory', 'Device memory allocation of size'],
      },
    ],
    examples: [
      {
        text: "terminate called after throwing an instance of 'vk::DeviceLostError'\n  what():  vk::Queue::submit: ErrorDeviceLost",
        surface: 'log',
      },
      {text: 'ggml_vulkan: Error: Vulkan 1.2 required.', surface: 'log'},
      {
        text: "terminate called after throwing an instance of 'vk::SystemError'\n  what():  vk::Device::createComputePipeline: ErrorUnknown",
        surface: 'log',
      },
    ],
    confirm: [...notOnMacs(searchLog('vulkan|vk::')), vulkanState, ...runOnCpu],
    fixes: {
      driver: [
        {
          run: 'sudo apt-get install --only-upgrade mesa-vulkan-drivers  # elsewhere: the package of the distribution',
          effect: 'needs-root',
          platform: 'linux',
        },
        windowsDriver,
      ],
      upgrade,
      context: notOnMacs(smallerContext),
      off: noVulkan,
    },
    links: ['https://docs.ollama.com/gpu'],
  },
  'amd-rocm-runtime-mismatch': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: [
          'AMD driver is too old. Update your AMD driver',
          'driver version is insufficient for {HIP|ROCm} runtime',
        ],
        unlessThen: [gpuListed],
        confidence: 'certain',
      },
      {
        says: [
          'hipErrorInsufficientDriver',
          'no amdhip64 runtime DLL found',
          'lib{amdhip64|hipblas|rocblas|hsa-runtime64|hipblaslt}.so…undefined symbol',
          'undefined symbol: {hip|hsa_|rocblas_}',
          'unable to verify rocm library',
          '{ROCm|HIP} error: {unknown error|initialization error|shared object initialization failed}',
          'kernel driver…is older than…ROCm',
        ],
        confidence: 'likely',
      },
      {
        says: [
          "filtering device which didn't fully initialize",
          'amdgpu detected, but no compatible rocm library found',
          'failed to initialize ROCm:',
        ],
        unlessThen: [gpuListed],
        confidence: 'possible',
      },
    ],
    examples: [
      {
        text: 'level=WARN source=amd.go:485 msg="AMD driver is too old. Update your AMD driver to enable GPU inference."',
        surface: 'log',
      },
      {
        text: 'level=INFO source=runner.go:498 msg="filtering device which didn\'t fully initialize" id=0 libdir=/usr/local/lib/ollama/rocm library=ROCm',
        surface: 'log',
      },
      {
        text: 'level=WARN source=amd_linux.go:441 msg="unable to verify rocm library: no suitable rocm found"',
        surface: 'log',
      },
    ],
    confirm: [
      ...notOnMacs(searchLog('rocm|amdgpu|hip')),
      {run: 'uname -r; cat /opt/rocm/.info/version', effect: 'safe', platform: 'linux'},
    ],
    fixes: {
      upgrade,
      driver: [{run: 'modinfo amdgpu | grep -i ^version', effect: 'safe', platform: 'linux'}, windowsDriver],
      bundled: [
        {
          run: 'curl -fsSL https://ollama.com/download/ollama-linux-amd64-rocm.tar.zst | sudo tar --zstd -x -C /usr/local',
          effect: 'needs-root',
          platform: 'linux',
        },
        amdContainer,
      ],
      vulkan: useVulkan,
    },
    links: ['https://docs.ollama.com/gpu', 'https://docs.ollama.com/linux'],
  },
  'amd-gpu-memory-fault': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          'Memory access fault by GPU node',
          'Page not present or supervisor privilege',
          'HW Exception by GPU node',
          'HSA_STATUS_ERROR_MEMORY_{FAULT|APERTURE_VIOLATION}',
          '{ROCm|HIP} error: an illegal memory access was encountered',
          'hipErrorIllegalAddress',
        ],
        confidence: 'certain',
      },
      {
        says: [
          // Of the kernel, for whichever program.
          'amdgpu…{gfxhub|mmhub}…page fault',
          'VM_L2_PROTECTION_FAULT_STATUS',
          'amdgpu…GPU reset begin',
          'amdgpu…ring…timeout',
          '{ROCm|HIP} error: {unspecified launch failure|the operation cannot be performed in the present state|misaligned address}',
          'hipErrorLaunchFailure',
          'HSA_STATUS_ERROR_EXCEPTION',
          'amdgpu…{GPU recovery|GPU hang|MES failed to respond|reset failed}',
          'amdgpu…VRAM is lost due to GPU reset',
        ],
        confidence: 'likely',
      },
    ],
    examples: [
      {
        text: 'Memory access fault by GPU node-1 (Agent handle: 0x5581f0c2a1b0) on address 0x7f41a2c00000. Reason: Page not present or supervisor privilege.',
        surface: 'log',
      },
      {text: 'HW Exception by GPU node-1 (Agent handle: 0x55d0c8) reason :GPU Hang', surface: 'log'},
      {
        text: 'kernel: amdgpu 0000:03:00.0: amdgpu: [gfxhub] page fault (src_id:0 ring:24 vmid:8 pasid:32771)',
        surface: 'log',
      },
    ],
    confirm: [
      ...searchKernelLog('amdgpu'),
      ...notOnMacs(searchLog('Memory access fault|HW Exception|HSA_OVERRIDE')),
      ...runOnCpu,
    ],
    fixes: {
      override: noOverride,
      upgrade,
      vulkan: useVulkan,
      restart: notOnMacs(restartServer),
    },
    links: ['https://docs.ollama.com/gpu'],
  },
  'amd-hsa-override-wrong': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: ['HSA_OVERRIDE_GFX_VERSION{=gfx|:gfx|="gfx|: gfx|= gfx}', 'Invalid HSA_OVERRIDE_GFX_VERSION'],
        confidence: 'certain',
      },
      {
        says: ['Memory access fault by GPU node', 'TensileLibrary', '{ROCm|HIP} error: invalid device function'],
        with: ['HSA_OVERRIDE_GFX_VERSION{=|:}#'],
        confidence: 'likely',
      },
      {
        says: [
          'Memory access fault by GPU node',
          'HW Exception by GPU node',
          'rocBLAS error: Cannot read',
          '{ROCm|HIP} error: invalid device function',
          'HSA_STATUS_ERROR_INVALID_ISA',
        ],
        confidence: 'possible',
      },
      {
        says: ['user overrode visible devices…HSA_OVERRIDE_GFX_VERSION='],
        unlessThen: [gpuListed],
        confidence: 'possible',
        kind: 'effect',
      },
    ],
    examples: [
      {text: 'Environment="HSA_OVERRIDE_GFX_VERSION=gfx1030"', surface: 'log'},
      {
        text: 'msg="server config" env="map[CUDA_VISIBLE_DEVICES: HSA_OVERRIDE_GFX_VERSION:gfx1100 HTTPS_PROXY:]"',
        surface: 'log',
      },
    ],
    confirm: [...notOnMacs(searchLog('HSA_OVERRIDE_GFX_VERSION|gfx')), gfxTargets],
    fixes: {unset: noOverride, correct: override},
    links: ['https://docs.ollama.com/gpu'],
  },
  'amd-device-nodes-missing': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: ['kfd driver not loaded', 'ROCk module is NOT loaded', `/dev/kfd…${noFile}`],
        confidence: 'certain',
      },
      // GPUs of other makers are in /dev/dri as well.
      {says: [`/dev/dri…${noFile}`], confidence: 'likely'},
      {
        says: ['rocBLAS error: Could not initialize Tensile host: No devices found', ...noDevice],
        confidence: 'possible',
      },
    ],
    examples: [
      {
        text: 'docker: Error response from daemon: error gathering device information while adding custom device "/dev/kfd": no such file or directory.',
        surface: 'cli',
      },
      {
        text: 'level=ERROR source=amd_linux.go:409 msg="amdgpu devices detected but permission problems block access: kfd driver not loaded.  If running in a container, remember to include \'--device /dev/kfd --device /dev/dri\'"',
        surface: 'log',
      },
      {text: "ls: cannot access '/dev/kfd': No such file or directory", surface: 'cli'},
    ],
    confirm: [...amdDevices, {run: 'lsmod | grep amdgpu', effect: 'safe', platform: 'linux'}],
    fixes: {
      container: [amdContainer],
      module: [{run: 'sudo modprobe amdgpu', effect: 'needs-root', platform: 'linux'}, restartService],
      wsl: [],
    },
    links: ['https://docs.ollama.com/docker', 'https://docs.ollama.com/gpu'],
  },
  'selinux-blocks-gpu': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: [`avc: denied…comm="{ollama|llama-server}…${gpuDevices}`],
        unless: ['permissive=1'],
        confidence: 'certain',
      },
      {
        says: [
          `avc: denied…${gpuDevices}`,
          `SELinux is preventing…${gpuDevices}`,
          'Failed to initialize NVML: Insufficient Permissions',
        ],
        unless: ['permissive=1'],
        confidence: 'likely',
      },
    ],
    examples: [
      {
        text: 'type=AVC msg=audit(1764000000.123:451): avc:  denied  { read write } for  pid=4211 comm="ollama" path="/dev/kfd" scontext=system_u:system_r:container_t:s0 tcontext=system_u:object_r:hsa_device_t:s0 tclass=chr_file permissive=0',
        surface: 'log',
      },
      {text: 'Failed to initialize NVML: Insufficient Permissions', surface: 'cli'},
    ],
    confirm: [
      {run: 'getenforce', effect: 'safe', platform: 'linux'},
      {run: 'sudo ausearch -m avc -ts recent', effect: 'needs-root', platform: 'linux'},
    ],
    fixes: {
      boolean: [{run: 'sudo setsebool -P container_use_devices=true', effect: 'needs-root', platform: 'linux'}],
      label: [
        {
          run: `${recreateContainer} --security-opt label=disable -p 127.0.0.1:11434:11434 ollama/ollama  # with the flags it had, such as --gpus=all`,
          effect: 'changes-state',
          platform: 'docker',
        },
      ],
    },
    links: [
      'https://docs.ollama.com/docker',
      'https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/troubleshooting.html',
    ],
  },
  'mlx-library-missing': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'failed to load MLX dynamic library',
          'failed to initialize MLX: …not found',
          'the MLX runtime is not available',
          'image generation not available: build with mlx tag',
          'libmlxc.{dylib|so}…{not found|no such file|cannot open|image not found}',
        ],
        confidence: 'certain',
        unless: [
          'MLX dynamic library not available',
          'Failed to load MLX dynamic library symbols',
          'MLX on macOS requires',
        ],
      },
      {
        says: [
          'Library not loaded…libmlx',
          'MLX not available:',
          'failed to initialize MLX',
          'MLX is not supported on',
          'MLX dynamic library not available',
          'Failed to load MLX dynamic library symbols',
          'CHECK failed: mlx_',
          'mlx.dll…not found',
          'MLX on macOS requires Apple Silicon',
        ],
        confidence: 'likely',
        unless: ['not supported on this OS'],
      },
    ],
    examples: [
      {
        text: 'Error: 500 Internal Server Error: mlx runner failed: Error: MLX not available: failed to load MLX dynamic library (searched: [/usr/local/lib/ollama]) (exit: exit status 1)',
        surface: 'cli',
      },
      {
        text: '{"error":"mlx runner failed: Error: failed to initialize MLX: libmlxc.dylib not found (exit: exit status 1)"}',
        surface: 'api',
        status: 500,
      },
      {text: '{"error":"this model requires MLX support, but the MLX runtime is not available"}', surface: 'api'},
      {
        text: 'WARN MLX dynamic library not available error="failed to load MLX dynamic library (searched: [/opt/homebrew/bin])"',
        surface: 'cli',
      },
    ],
    confirm: [
      ...showModel,
      ...versions,
      {
        run: 'find /Applications/Ollama.app /opt/homebrew -name "libmlx*"',
        effect: 'safe',
        platform: 'macos',
      },
      {run: 'ls /usr/local/lib/ollama', effect: 'safe', platform: 'linux'},
    ],
    fixes: {
      tag: [],
      app: [
        {
          run: 'brew uninstall ollama && brew install --cask ollama-app',
          effect: 'changes-state',
          platform: 'macos',
        },
      ],
      upgrade: upgradeOllama,
    },
    links: ['https://docs.ollama.com/macos', 'https://ollama.com/download'],
  },
  'metal-shader-compile-failed': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'failed to initialize the Metal library',
          'ggml_metal_device_init: error: failed to create library',
          'Input types must match cooperative tensor types',
          'MPPTensorOpsMatMul2dImpl',
        ],
        unlessThen: [started, gpuListed],
        confidence: 'certain',
      },
      {
        says: [
          'program_source:#:#: error:',
          'MTLLibraryErrorDomain',
          'ggml_metal_library_{init|compile_pipeline}: error',
          'ggml_metal_init: error: load pipeline error',
          'ggml_metal…failed to compile {pipeline|library}',
          'ggml_metal…error: failed to compile',
          'Compiler encountered an internal error',
          'XPC_ERROR_CONNECTION_INTERRUPTED',
        ],
        unlessThen: [started, gpuListed],
        confidence: 'likely',
      },
      {
        says: ['does not have a precompiled Metal library'],
        confidence: 'possible',
        kind: 'effect',
      },
    ],
    examples: [
      {text: 'ggml_metal_init: error: failed to initialize the Metal library', surface: 'log'},
      {
        text: 'ggml_metal_library_init: error: Error Domain=MTLLibraryErrorDomain Code=3 "program_source:3:10: fatal error: \'ggml-common.h\' file not found"',
        surface: 'log',
      },
      {text: 'ggml_metal_device_init: error: failed to create library', surface: 'log'},
    ],
    confirm: [...only(searchLog('ggml_metal|static_assert'), 'macos'), macosVersion, ...versions],
    fixes: {
      upgrade: upgradeOnMac,
      macos: updateMacos,
      cpu: runOnCpu,
    },
    links: ['https://docs.ollama.com/macos', 'https://docs.ollama.com/gpu'],
  },
  'metal-command-buffer-failed': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          'CommandBufferCallbackErrorSubmissionsIgnored',
          'CommandBufferCallbackError{Timeout|Hang|ImpactingInteractivity|InnocentVictim|PageFault|Blacklisted|AccessRevoked|Invalid}',
          'Ignored (for causing prior/excessive GPU errors)',
          'Caused GPU {Timeout|Hang|Address Fault} Error',
          'Innocent Victim (',
          'Discarded (victim of GPU error/recovery)',
          'Impacting Interactivity (',
        ],
        confidence: 'certain',
        unless: ['Insufficient Memory (', 'CallbackErrorOutOfMemory'],
      },
      {
        says: [
          '[METAL] Command buffer execution failed',
          'ggml_metal…command buffer # failed with status',
          'ggml_metal_synchronize: error: command buffer',
        ],
        confidence: 'likely',
        kind: 'effect',
        unless: ['Insufficient Memory (', 'CallbackErrorOutOfMemory'],
      },
    ],
    examples: [
      {
        text: 'error: Caused GPU Timeout Error (00000002:kIOAccelCommandBufferCallbackErrorTimeout)',
        surface: 'log',
      },
      {
        text: 'error: Ignored (for causing prior/excessive GPU errors) (00000004:kIOGPUCommandBufferCallbackErrorSubmissionsIgnored)',
        surface: 'log',
      },
      {text: 'ggml_metal_synchronize: error: command buffer 0 failed with status 5', surface: 'log'},
    ],
    confirm: [...only(searchLog('command buffer|CallbackError'), 'macos'), ...listLoaded],
    fixes: {
      restart: only(restartServer, 'macos'),
      smaller: only(smallerContext, 'macos'),
      upgrade: upgradeOnMac,
      cpu: runOnCpu,
    },
    links: ['https://docs.ollama.com/macos'],
  },
  'metal-init-failed': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'ggml_metal_init() failed',
          'ggml_metal_init: error: failed to create',
          'ggml_metal_device_init: error: failed to create command queue',
          'ggml_backend_metal_{init|device_init}: error',
          'failed to initialize {Metal|MTL} backend',
          'ggml-metal.metal" could',
          'ggml_metal_init: error: Error Domain=',
          'No Metal device found',
        ],
        confidence: 'likely',
        unlessThen: [started, gpuListed],
        unless: ['failed to initialize the Metal library', 'MTLLibraryErrorDomain', 'failed to create library'],
      },
      {
        says: ['ggml_metal_init: error:', 'ggml_metal_device_init: error:'],
        unlessThen: [started, gpuListed],
        confidence: 'possible',
        kind: 'effect',
      },
    ],
    examples: [
      {text: 'llama_new_context_with_model: ggml_metal_init() failed', surface: 'log'},
      {text: 'ggml_metal_init: error: failed to create command queue', surface: 'log'},
    ],
    confirm: [
      ...only(searchLog('ggml_metal'), 'macos'),
      {run: 'system_profiler SPDisplaysDataType', effect: 'safe', platform: 'macos'},
    ],
    fixes: {
      upgrade: upgradeOnMac,
      reinstall: [
        {
          run: 'brew reinstall ollama  # the app: download it again from https://ollama.com/download',
          effect: 'changes-state',
          platform: 'macos',
        },
      ],
      cpu: runOnCpu,
    },
    links: ['https://docs.ollama.com/macos', 'https://docs.ollama.com/gpu'],
  },
  'macos-too-old-for-mlx': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'using a deployment target…not supported on this OS',
          'using language version…not supported on this OS',
          'metallib…not supported on this OS',
        ],
        confidence: 'certain',
      },
      {
        says: [
          'Failed to load the default metallib',
          'MLX requires macOS',
          'lib{mlx|mlxc}.dylib…was built for newer macOS',
        ],
        confidence: 'likely',
      },
    ],
    examples: [
      {
        text: 'Error: 500 Internal Server Error: mlx runner failed: panic: mlx: Failed to load the default metallib. This library is using a deployment target (0x00020008) that is not supported on this OS. (exit: exit status 2)',
        surface: 'cli',
      },
      {
        text: 'Failed to load the default metallib. This library is using language version 4.0 which is not supported on this OS',
        surface: 'log',
      },
    ],
    confirm: [macosVersion, ...versions],
    fixes: {
      macos: updateMacos,
      tag: [],
    },
    links: ['https://docs.ollama.com/macos'],
  },
  'gpu-found-after-start': {
    severity: 'warning',
    retryable: false,
    patterns: [],
    examples: [],
    confirm: searchLog('inference compute|compatible GPUs'),
    fixes: {
      restart: notOnMacs(restartServer),
      order: [
        {
          run: 'sudo systemctl edit ollama  # add: [Unit] and below it, a line each: Wants=nvidia-persistenced.service, After=nvidia-persistenced.service',
          effect: 'needs-root',
          platform: 'linux',
        },
      ],
    },
    links: ['https://docs.ollama.com/gpu'],
  },
  'gpu-hidden-by-sandbox': {
    severity: 'warning',
    retryable: false,
    patterns: [],
    examples: [],
    confirm: [
      {
        run: 'systemctl show ollama --property=PrivateDevices,DevicePolicy,DeviceAllow',
        effect: 'safe',
        platform: 'linux',
      },
    ],
    fixes: {
      own: editService('PrivateDevices=no'),
      list: [
        {
          run: 'sudo systemctl edit ollama  # add: [Service] and below it, a line each: DeviceAllow=char-nvidia* rw, DeviceAllow=char-drm rw, DeviceAllow=char-kfd rw',
          effect: 'needs-root',
          platform: 'linux',
        },
        restartService,
      ],
    },
    links: ['https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html'],
  },
  'gpu-not-used': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {says: ['offloaded 0/# layers to GPU'], confidence: 'likely', kind: 'effect'},
      {
        says: [
          '--gpu-layers option will be ignored',
          '--n-gpu-layers option will be ignored',
          'main: warning: not compiled with GPU offload support',
        ],
        confidence: 'likely',
        kind: 'effect',
      },
      {
        says: [
          '100% CPU # {second|minute|hour|day}',
          '100% CPU # # {second|minute|hour|day}',
          '100% CPU {About a|Less than a|Forever|Stopping}',
          '100% CPU # {About a|Less than a|Forever|Stopping}',
        ],
        confidence: 'possible',
        kind: 'effect',
      },
      {
        says: [
          'no compatible GPUs were discovered',
          'no GPU detected',
          'Ollama will run in CPU-only mode',
          'Unable to detect NVIDIA/AMD GPU',
          'GPU not available, falling back to CPU',
        ],
        confidence: 'possible',
        kind: 'harmless',
      },
    ],
    examples: [
      {text: 'load_tensors: offloaded 0/33 layers to GPU', surface: 'log'},
      {text: 'warning: not compiled with GPU offload support, --gpu-layers option will be ignored', surface: 'log'},
    ],
    confirm: [...listLoaded, ...searchLog('inference compute|offloaded|no compatible GPUs'), ...nvidiaState],
    fixes: {
      reason: searchLog('inference compute|compatible GPUs|driver|skipping|dropping'),
      options: showModel,
      container: [
        {
          run: `${recreateContainer} --gpus=all -p 127.0.0.1:11434:11434 ollama/ollama  # AMD: ollama/ollama:rocm with --device /dev/kfd --device /dev/dri`,
          effect: 'changes-state',
          platform: 'docker',
        },
      ],
      smaller: smallerContext,
    },
    links: ['https://docs.ollama.com/gpu', 'https://docs.ollama.com/troubleshooting'],
  },
  'model-partly-on-cpu': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: ['offloaded <layers>/<totalLayers> layers to GPU'],
        confidence: 'likely',
        kind: 'harmless',
        less: ['layers', 'totalLayers'],
        unless: ['offloaded 0/', 'pinned memory'],
      },
      {says: ['#%/#% CPU/GPU'], confidence: 'likely', kind: 'effect'},
      {says: ['offloading output layer to CPU'], confidence: 'likely', kind: 'harmless'},
    ],
    examples: [
      {text: 'load_tensors: offloaded 20/33 layers to GPU', surface: 'log'},
      {text: 'level=INFO source=ggml.go:494 msg="offloading output layer to CPU"', surface: 'log'},
    ],
    confirm: [...listLoaded, ...searchLog('offloaded|model weights|kv cache'), ...nvidiaState],
    fixes: {
      unload: [{run: '[OLLAMA_HOST={otherHost} ]ollama stop MODEL', effect: 'changes-state'}],
      context: smallerContext,
      cache: [...setForServer('OLLAMA_FLASH_ATTENTION=1'), ...setForServer('OLLAMA_KV_CACHE_TYPE=q8_0')],
      smaller: [],
    },
    links: ['https://docs.ollama.com/faq', 'https://docs.ollama.com/context-length'],
  },
  'gpu-share-unverified': {
    severity: 'warning',
    retryable: false,
    patterns: [],
    examples: [],
    confirm: nvidiaState,
    fixes: {
      log: searchLog('offloaded|model buffer size|model weights'),
    },
    links: ['https://docs.ollama.com/gpu'],
  },
} as const satisfies Record<string, Entry>
