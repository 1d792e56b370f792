import type {Command, Entry} from './entry.ts'
import {
  listLoaded,
  readLog,
  restartServer,
  restartService,
  searchLog,
  serverEnvironment,
  setForServer,
  upgradeOllama,
  versions,
} from './steps.ts'

/** The script removes the libraries of the version before, and starts the service. */
const officialInstall: Command = {
  run: 'curl -fsSL https://ollama.com/install.sh | sh',
  effect: 'needs-root',
  platform: 'linux',
}

/** Ollama's own libraries, without those that an older version left behind. Models are elsewhere and stay. */
const cleanInstall: readonly Command[] = [
  {...officialInstall, run: `${officialInstall.run}  # where it is a distribution's package: reinstall that instead`},
  {run: 'docker pull ollama/ollama  # then recreate the container', effect: 'changes-state', platform: 'docker'},
  {
    run: 'brew reinstall ollama  # the app: download it again from https://ollama.com/download',
    effect: 'changes-state',
    platform: 'macos',
  },
  {
    run: 'Get-Process "ollama*" | Stop-Process; Remove-Item -Recurse "$env:LOCALAPPDATA\\Programs\\Ollama\\lib"; winget install --force Ollama.Ollama',
    effect: 'changes-state',
    platform: 'windows',
  },
]

/** What is installed beside the program. */
const listLibraries: readonly Command[] = [
  {run: 'ls -l /usr/local/lib/ollama /usr/lib/ollama', effect: 'safe', platform: 'linux'},
  {run: 'docker exec ollama ls -l /usr/lib/ollama', effect: 'safe', platform: 'docker'},
  {run: 'ls -l /Applications/Ollama.app/Contents/Resources', effect: 'safe', platform: 'macos'},
  {
    run: 'Get-ChildItem -Recurse "$env:LOCALAPPDATA\\Programs\\Ollama\\lib\\ollama"',
    effect: 'safe',
    platform: 'windows',
  },
]

/** What the processor can. */
const cpuFeatures: readonly Command[] = [
  {run: 'lscpu | grep -iE "model name|hypervisor|avx"', effect: 'safe', platform: 'linux'},
  {run: '(Get-CimInstance Win32_Processor).Name', effect: 'safe', platform: 'windows'},
]

/** Where Python has a llama.cpp of its own. */
const notTheRunner = ['Traceback (most recent call last)', 'ImportError', 'OSError', 'llama_cpp'] as const

export const runner = {
  'fixed-by-upgrade': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'terminated: error:invalid memory address or nil pointer dereference',
          'weight must be 2D after sanitization',
          'process has terminated: %!w(<nil>)',
          'process has terminated: %!s(<nil>)',
          'fatal error: concurrent map',
          'fatal error: all goroutines are asleep',
          'runtime error: slice bounds out of range',
          'runtime error: index out of range',
          'runtime error: makeslice: len out of range',
          'panic: assignment to entry in nil map',
          'mlx thread stopped',
          'mtp validation produced',
          'invalid memory address or nil pointer dereference',
        ],
        confidence: 'likely',
        unless: ['[Recovery]', 'http: panic serving'],
      },
      {
        says: [
          'GGML_ASSERT(',
          'GGML_ASSERT:',
          'panic: runtime error',
          'ggml_abort',
          'GGML_ABORT',
          'dummy backend initialization',
        ],
        confidence: 'possible',
        kind: 'effect',
      },
      {
        says: ['exit status 0xc0000005', 'signal: segmentation fault', 'SIGSEGV: segmentation violation'],
        confidence: 'possible',
        kind: 'wrapper',
      },
    ],
    examples: [
      {
        text: 'Error: llama runner process has terminated: error:invalid memory address or nil pointer dereference',
        surface: 'cli',
      },
      {text: '{"error":"llama runner process has terminated: %!w(<nil>)"}', surface: 'api', status: 500},
      {
        text: 'Error: 500 Internal Server Error: mlx runner failed: Error: layer 3: conv1d weight must be 2D after sanitization, got 0D (exit: exit status 1)',
        surface: 'cli',
      },
      {text: 'panic: runtime error: index out of range [4] with length 4', surface: 'log'},
    ],
    confirm: [...versions, ...searchLog('panic|GGML_ASSERT|goroutine 1')],
    fixes: {
      upgrade: upgradeOllama,
      back: [
        {
          run: 'curl -fsSL https://ollama.com/install.sh | OLLAMA_VERSION=VERSION sh',
          effect: 'needs-root',
          platform: 'linux',
        },
        {
          run: 'docker pull ollama/ollama:VERSION  # then recreate the container',
          effect: 'changes-state',
          platform: 'docker',
        },
      ],
      report: readLog,
    },
    links: ['https://github.com/ollama/ollama/releases', 'https://github.com/ollama/ollama/issues'],
  },
  'runner-missing-shared-library': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'exit status 0xc0000135',
          'exit status 3221225781',
          'no longer running: 3221225781',
          'STATUS_DLL_NOT_FOUND',
          '/{ollama|ollama/llama-server|ollama_llama_server}: error while loading shared libraries: <library>: cannot open shared object file',
        ],
        confidence: 'certain',
      },
      {
        says: [
          '{llama runner|llama-server|mlx runner} process has terminated: exit status 127',
          'runner terminated…exit status 127',
          'llama-server terminated…exit status 127',
          'process no longer running: 127',
          '{llama-server|ollama}: error while loading shared libraries: <library>: cannot open shared object file',
          'error while loading shared libraries: lib{ggml|llama|mllama|mtmd}…: cannot open shared object file',
          'error while loading shared libraries: lib{cudart|cublas|cuda|amdhip64|rocblas|hipblas|hsa|stdc++|gomp|vulkan|omp|sycl|mkl|svml|imf|ze_loader|numa|elf|drm}',
          'Library not loaded: @rpath/lib{ggml|llama|mtmd}',
          '{VCRUNTIME140|MSVCP140|VCRUNTIME140_1|VCOMP140|cudart64_12|cublas64_12|cublasLt64_12|amdhip64_6|sycl7|sycl8}.dll…{not found|missing|找不到|丢失}',
          '{找不到|丢失}…{VCRUNTIME140|MSVCP140|VCRUNTIME140_1|VCOMP140|cudart64_12|cublas64_12}',
          'code execution cannot proceed because {VCRUNTIME140|MSVCP140|VCOMP140|cublas|cudart|ggml|amdhip64|sycl}',
          'Unable to load dynamic server library: …cannot open shared object file',
        ],
        confidence: 'likely',
      },
      {
        says: ['0xc0000135', '3221225781'],
        confidence: 'possible',
      },
      // Shells say so, too, where a command is missing.
      {says: ['exit status 127'], confidence: 'possible', kind: 'wrapper', unless: ['npm ']},
    ],
    examples: [
      {text: '{"error":"llama-server process has terminated: exit status 127"}', surface: 'api', status: 500},
      {text: 'Error: llama runner process has terminated: exit status 0xc0000135', surface: 'cli'},
      {
        text: '/tmp/ollama2043695914/runners/cuda_v12/ollama_llama_server: error while loading shared libraries: libcudart.so.12: cannot open shared object file: No such file or directory',
        surface: 'log',
      },
      {
        text: 'The code execution cannot proceed because VCRUNTIME140_1.dll was not found. Reinstalling the program may fix this problem.',
        surface: 'cli',
      },
    ],
    confirm: [
      ...searchLog('shared librar|0xc0000135|exit status 127'),
      {run: 'ldd /usr/local/lib/ollama/llama-server | grep "not found"', effect: 'safe', platform: 'linux'},
    ],
    fixes: {
      reinstall: cleanInstall,
      runtime: [{run: 'winget install Microsoft.VCRedist.2015+.x64', effect: 'changes-state', platform: 'windows'}],
      official: [{run: 'snap list ollama', effect: 'safe', platform: 'linux'}, officialInstall],
    },
    links: ['https://docs.ollama.com/linux', 'https://docs.ollama.com/windows'],
  },
  'cpu-instruction-unsupported': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'signal: illegal instruction',
          'SIGILL: illegal instruction',
          'exit status 0xc000001d',
          'exit status 3221225501',
          'no longer running: 3221225501',
          'STATUS_ILLEGAL_INSTRUCTION',
          'ollama…status=4/ILL',
          'traps: {ollama|llama-server|ollama_llama}…trap invalid opcode',
        ],
        confidence: 'certain',
      },
      {
        says: [
          'status=4/ILL',
          'signal: illegal ins',
          'Illegal instruction (core dumped)',
          'Illegal instruction: 4',
          '0xc000001d',
          'killed by SIGILL',
          'illegal hardware instruction',
          'This program can only be run on processors with {AVX|AVX2} support',
          'Fatal glibc error: CPU does not support x86-64-v',
        ],
        confidence: 'likely',
      },
      {
        says: [
          'Illegal instruction',
          '非法指令{(| (}',
          'Ungültiger Maschinenbefehl',
          'Instruction non permise',
          'Instruction illégale',
          'Instrucción ilegal',
          'Недопустимая инструкция',
        ],
        confidence: 'possible',
      },
    ],
    examples: [
      {
        text: '{"error":"llama runner process has terminated: signal: illegal instruction"}',
        surface: 'api',
        status: 500,
      },
      {text: 'Error: llama runner process has terminated: exit status 0xc000001d', surface: 'cli'},
      {text: 'SIGILL: illegal instruction\nPC=0x7f3c5e1a2b40 m=5 sigcode=2', surface: 'log'},
      {text: 'kernel: traps: ollama[4211] trap invalid opcode ip:55d8a4c1e3f0 sp:7ffd3b2c1d20 error:0', surface: 'log'},
    ],
    confirm: cpuFeatures,
    fixes: {
      upgrade: upgradeOllama,
      hypervisor: [],
      build: [],
    },
    links: ['https://docs.ollama.com/troubleshooting', 'https://docs.ollama.com/linux'],
  },
  'gpu-backend-library-missing': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {says: ['no backends are loaded. hint'], confidence: 'certain'},
      {
        says: [
          'ggml_backend_load_best: failed to load',
          'ggml_backend_load_best: search path…does not exist',
          'load_backend: failed to {load|find}',
          'failed to load ggml backend',
        ],
        confidence: 'likely',
        unlessThen: ['load_backend: loaded {CUDA|ROCm|Vulkan|Metal|HIP} backend'],
        // The driver's own library, which machines without that GPU do not have.
        unless: ['Permission denied', '{libcuda.so.1|nvcuda.dll|libvulkan.so.1|vulkan-1.dll}: cannot open'],
      },
      {
        says: [
          'amdgpu detected, but no compatible rocm library found',
          'unable to dlopen…lib/ollama',
          'expected dynamic library payloads not included',
        ],
        confidence: 'likely',
      },
      // Which machines without a GPU print as well.
      {
        says: [
          'compatible gpu libraries…compatible=[]',
          'gpu runner…compatible=[]',
          'no usable GPU found, --gpu-layers option will be ignored',
        ],
        confidence: 'likely',
        unless: ['library=cpu', 'no compatible GPUs were discovered', 'no nvidia or amd GPU'],
      },
      {
        says: ['load_backend: loaded CPU backend from'],
        with: ['compiler=cgo'],
        confidence: 'possible',
        kind: 'effect',
        unless: [
          'load_backend: loaded {CUDA|ROCm|Vulkan|Metal|HIP|BLAS} backend',
          '{CUDA|ROCm|Vulkan|Metal}.0.',
          'library=cpu',
          'no compatible GPUs were discovered',
        ],
      },
    ],
    examples: [
      {
        text: 'ggml_backend_load_best: failed to load /usr/local/lib/ollama/cuda_v12/libggml-cuda.so: libcublas.so.12: cannot open shared object file: No such file or directory',
        surface: 'log',
      },
      {
        text: 'llama_model_load_from_file_impl: no backends are loaded. hint: use ggml_backend_load() or ggml_backend_load_all() to load a backend before calling this function',
        surface: 'log',
      },
      {
        text: 'level=WARN source=amd_linux.go:443 msg="amdgpu detected, but no compatible rocm library found.  Either install rocm v6, or follow manual install instructions"',
        surface: 'log',
      },
      {text: 'level=DEBUG source=server.go:324 msg="compatible gpu libraries" compatible=[]', surface: 'log'},
    ],
    confirm: [...listLibraries, ...searchLog('load_backend|ggml_backend_load')],
    fixes: {
      reinstall: cleanInstall,
      rocm: [
        {
          run: 'curl -fsSL https://ollama.com/download/ollama-linux-amd64-rocm.tar.zst | sudo tar --zstd -x -C /usr/local',
          effect: 'needs-root',
          platform: 'linux',
        },
      ],
      variables: serverEnvironment,
    },
    links: ['https://docs.ollama.com/linux', 'https://docs.ollama.com/gpu'],
  },
  'llama-server-binary-missing': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'llama-server binary not found',
          'exec: "ollama_llama_server": executable file not found',
          'error starting {runner|llama-server|the external llama server}: fork/exec <path>: {no such file or directory|The system cannot find the}',
          'unable to start server fork/exec <path>: {no such file or directory|The system cannot find the}',
          'fork/exec …{/llama-server|/ollama_llama_server|\\llama-server.exe|\\ollama_llama_server.exe}: {no such file or directory|The system cannot find the}',
          'failed to start mlx runner: fork/exec <path>: no such file or directory',
        ],
        confidence: 'certain',
      },
      {
        says: [
          'llama-server not available for device discovery',
          'exec: "llama-server": executable file not found',
          'llama-server…系统找不到指定的{文件|路径}',
        ],
        confidence: 'likely',
      },
    ],
    examples: [
      {
        text: '{"error":"error starting llama-server: llama-server binary not found (checked: /usr/lib/ollama/llama-server, /usr/bin/llama-server). Run \'cmake -S llama/server --preset cpu \\u0026\\u0026 cmake --build --preset cpu\' first "}',
        surface: 'api',
        status: 500,
      },
      {
        text: '{"error":"error starting runner: fork/exec /opt/ollama/bin/ollama: no such file or directory "}',
        surface: 'api',
        status: 500,
      },
      {
        text: 'Error: error starting the external llama server: exec: "ollama_llama_server": executable file not found in $PATH',
        surface: 'cli',
      },
    ],
    confirm: [...listLibraries, ...versions],
    fixes: {
      restart: restartServer,
      reinstall: cleanInstall,
      official: [officialInstall, {run: 'brew upgrade ollama', effect: 'changes-state', platform: 'macos'}],
    },
    links: ['https://docs.ollama.com/linux', 'https://ollama.com/download'],
  },
  'noexec-tmp': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: ['/tmp/ollama…failed to map segment from shared object', 'fork/exec /tmp/ollama…: permission denied'],
        confidence: 'certain',
      },
      {
        says: [
          // The server guesses so wherever it may not execute its runner.
          '/runners/… may have noexec set',
          '/tmp… may have noexec set',
          'ollama…failed to map segment from shared object',
          'fork/exec {/tmp|/var/tmp}/ollama…: {permission denied|operation not permitted}',
          'fork/exec …/runners/…: {permission denied|operation not permitted}',
          'fork/exec …/ollama_llama_server: {permission denied|operation not permitted}',
        ],
        confidence: 'likely',
      },
      {
        says: ['may have noexec set', 'failed to map segment from shared object: Operation not permitted'],
        confidence: 'possible',
      },
    ],
    examples: [
      {
        text: 'Error: unable to start server fork/exec /tmp/ollama3315541/runners/cpu_avx2/ollama_llama_server: permission denied.  /tmp/ollama3315541/runners/cpu_avx2 may have noexec set.  Set OLLAMA_TMPDIR for server to a writable executable directory',
        surface: 'cli',
      },
      {
        text: 'Unable to load dynamic library: Unable to load dynamic server library: /tmp/ollama81240/cuda_v11/libext_server.so: failed to map segment from shared object',
        surface: 'log',
      },
    ],
    confirm: [{run: 'findmnt -T /tmp -o TARGET,OPTIONS', effect: 'safe', platform: 'linux'}, ...versions],
    fixes: {
      upgrade: upgradeOllama.filter(({platform}) => platform === 'linux' || platform === 'docker'),
      directory: [
        {run: 'sudo install -d -o ollama -g ollama /var/lib/ollama-tmp', effect: 'needs-root', platform: 'linux'},
        ...setForServer('OLLAMA_TMPDIR=/var/lib/ollama-tmp').filter(({platform}) => platform === 'linux'),
      ],
      remount: [{run: 'sudo mount -o remount,exec /tmp', effect: 'needs-root', platform: 'linux'}],
    },
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'foreign-ggml-library': {
    severity: 'error',
    retryable: false,
    patterns: [
      {says: ['GGML_ASSERT(tensor->op == GGML_OP_UNARY) failed'], confidence: 'certain'},
      {
        says: [
          'potentially incompatible library detected in PATH…location=<path>',
          'potentially incompatible library detected in PATH',
          'procedure entry point ggml_',
          'entry point…could not be located in…ggml',
          '无法定位程序输入点 ggml_',
          '无法定位程序输入点…{ggml|llama}',
        ],
        confidence: 'likely',
      },
    ],
    examples: [
      {
        text: 'Error: llama runner process has terminated: GGML_ASSERT(tensor->op == GGML_OP_UNARY) failed',
        surface: 'cli',
      },
      {
        text: 'level=WARN source=runner.go:739 msg="potentially incompatible library detected in PATH" location="C:\\llama.cpp\\ggml-base.dll"',
        surface: 'log',
      },
    ],
    confirm: [
      {run: 'where.exe ggml-base.dll ggml.dll llama.dll', effect: 'safe', platform: 'windows'},
      {run: 'ldconfig -p | grep -E "libggml|libllama"', effect: 'safe', platform: 'linux'},
      ...versions,
    ],
    fixes: {
      upgrade: upgradeOllama,
      path: [
        {
          run: '[Environment]::GetEnvironmentVariable("Path", "User") -split ";"',
          effect: 'safe',
          platform: 'windows',
        },
        {run: 'systemctl show ollama --property=Environment', effect: 'safe', platform: 'linux'},
      ],
      reinstall: cleanInstall,
    },
    links: ['https://docs.ollama.com/windows'],
  },
  'install-mixed-versions': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: ['ollama…lib{ggml|llama|mtmd}…undefined symbol: {ggml_|llama_|mtmd_}', 'unknown runner engine, expected'],
        confidence: 'certain',
        unless: notTheRunner,
      },
      {
        says: [
          'symbol lookup error: …lib{ggml|llama|mtmd}…undefined symbol',
          'undefined symbol: {ggml_|llama_|mtmd_}',
          'Symbol not found: {_ggml_|_llama_|_mtmd_}',
          'process has terminated: error:fault',
          'error: fault [signal',
          'load_backend: loaded CUDA backend from <path> load_backend: loaded CUDA backend',
          'runner…flag provided but not defined',
          'llama-server…error: invalid argument: --',
        ],
        confidence: 'likely',
        unless: notTheRunner,
      },
      {
        says: ['Failed to load MLX dynamic library symbols', 'procedure entry point ggml_'],
        confidence: 'possible',
      },
    ],
    examples: [
      {text: '{"error":"llama runner process has terminated: error:fault"}', surface: 'api', status: 500},
      {
        text: '/usr/local/bin/ollama: symbol lookup error: /usr/local/lib/ollama/libggml-cuda.so: undefined symbol: ggml_backend_buft_alloc_buffer',
        surface: 'log',
      },
    ],
    confirm: [...listLibraries, ...versions, ...searchLog('load_backend')],
    fixes: {
      reinstall: cleanInstall,
      check: searchLog('loaded .* backend'),
    },
    links: ['https://docs.ollama.com/linux', 'https://docs.ollama.com/windows'],
  },
  'install-broken': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'fork/exec …{ollama|llama-server}…: exec format error',
          'fork/exec …{ollama|llama-server}…: {%1 is not a valid Win32 application|This version of %1 is not compatible}',
          'llama-quantize binary not found',
          'llama-quantize unavailable',
          'unable to locate llm runner directory',
          'ollama…ELF load command past end of file',
          'lib{ggml|llama|cudart|cublas}…{file too short|invalid ELF header|ELF load command past end of file}',
        ],
        confidence: 'certain',
      },
      {
        says: [
          'ollama: cannot execute binary file',
          'ollama…{Exec format error|cannot execute binary file|可执行文件格式错误|Fehler im Format der Programmdatei}',
          'execve("…ollama…EFAULT',
          'no suitable llama servers found',
          'Bad CPU type in executable: …ollama',
          'ollama: Bad CPU type in executable',
          'bad CPU type in executable: ollama',
          'exit status {0xc000007b|0xc000012f}',
          'ollama…is not a valid Win32 application',
          'unable to initialize llm library',
          'required file not found: …lib/ollama',
        ],
        confidence: 'likely',
      },
      {
        says: ['Exec format error', 'Bad CPU type in executable', '{0xc000007b|0xc000012f}'],
        confidence: 'possible',
      },
      {says: ['unable to load any llama server'], confidence: 'possible', kind: 'wrapper'},
    ],
    examples: [
      {
        text: '{"error":"error starting llama-server: fork/exec /usr/local/lib/ollama/llama-server: exec format error "}',
        surface: 'api',
        status: 500,
      },
      {text: '-bash: /usr/local/bin/ollama: cannot execute binary file: Exec format error', surface: 'cli'},
      {
        text: 'level=ERROR source=config.go:177 msg="unable to locate llm runner directory. Set OLLAMA_RUNNERS_DIR to the location of \'ollama_runners\'"',
        surface: 'log',
      },
      {
        text: '/usr/lib/ollama/runners/cuda_v12/ollama_llama_server: error while loading shared libraries: libggml_cuda_v12.so: ELF load command past end of file',
        surface: 'log',
      },
      {text: '{"error":"no suitable llama servers found"}', surface: 'api', status: 500},
    ],
    confirm: [
      {run: 'uname -m; file "$(command -v ollama)"', effect: 'safe', platform: 'linux'},
      {run: 'uname -m; file "$(command -v ollama)"', effect: 'safe', platform: 'macos'},
      ...listLibraries,
    ],
    fixes: {
      reinstall: cleanInstall,
      space: [
        {run: 'df -h /usr/local', effect: 'safe', platform: 'linux'},
        {run: 'Get-PSDrive C', effect: 'safe', platform: 'windows'},
      ],
    },
    links: ['https://docs.ollama.com/linux', 'https://ollama.com/download'],
  },
  'distro-package-without-gpu': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: [
          'Dynamic LLM libraries [{cpu cpu_avx cpu_avx2|cpu cpu_avx2 cpu_avx|cpu_avx cpu cpu_avx2|cpu_avx cpu_avx2 cpu|cpu_avx2 cpu cpu_avx|cpu_avx2 cpu_avx cpu}]',
          'Dynamic LLM libraries…runners="[{cpu cpu_avx cpu_avx2|cpu cpu_avx2 cpu_avx|cpu_avx cpu cpu_avx2|cpu_avx cpu_avx2 cpu|cpu_avx2 cpu cpu_avx|cpu_avx2 cpu_avx cpu}]"',
        ],
        confidence: 'likely',
        unless: ['/var/folders/', '/Users/', 'darwin'],
      },
      {
        says: ['load_backend: loaded CPU backend from /usr/lib/ollama/'],
        confidence: 'possible',
        kind: 'effect',
        unless: ['load_backend: loaded {CUDA|ROCm|Vulkan|Metal|HIP} backend', 'library={CUDA|ROCm|Vulkan|Metal}'],
        with: ['compiler=cgo'],
      },
      {
        says: ['ggml_backend_load_best: failed to load', 'compatible gpu libraries…compatible=[]'],
        confidence: 'possible',
        kind: 'effect',
      },
    ],
    examples: [
      {
        text: 'level=INFO source=payload_common.go:140 msg="Dynamic LLM libraries [cpu cpu_avx cpu_avx2]"',
        surface: 'log',
      },
      {
        text: 'level=INFO source=routes.go:1267 msg="Dynamic LLM libraries" runners="[cpu cpu_avx cpu_avx2]"',
        surface: 'log',
      },
    ],
    confirm: [
      {
        run: 'pacman -Qs ollama; dpkg -l "*ollama*"; rpm -qa "*ollama*"; apk info | grep ollama',
        effect: 'safe',
        platform: 'linux',
      },
      ...listLibraries,
    ],
    fixes: {
      package: [
        {
          run: 'sudo pacman -S ollama-cuda  # AMD: ollama-rocm, others: ollama-vulkan',
          effect: 'needs-root',
          platform: 'linux',
        },
        restartService,
      ],
      official: [officialInstall],
    },
    links: ['https://docs.ollama.com/linux'],
  },
  'runner-hang': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: ['% {GPU|CPU|CPU/GPU} …Stopping...'],
        confidence: 'likely',
        kind: 'effect',
      },
      // As a status of a load it is an ordinary one: the runner is not up yet.
      {
        says: ['^server not responding$', 'unexpected server status: llm server not responding'],
        confidence: 'possible',
        kind: 'wrapper',
      },
    ],
    examples: [
      {
        text: 'NAME            ID              SIZE      PROCESSOR    CONTEXT    UNTIL\nllama3.2:3b     a80c4f17acd5    3.1 GB    100% GPU     4096       Stopping...',
        surface: 'cli',
      },
    ],
    confirm: [
      ...listLoaded,
      {run: 'top -b -n 1 | grep -E "ollama|llama-server"', effect: 'safe', platform: 'linux'},
      {run: 'nvidia-smi', effect: 'safe', platform: 'linux'},
    ],
    fixes: {
      evidence: readLog,
      stop: [{run: '[OLLAMA_HOST={otherHost} ]ollama stop {model}', effect: 'changes-state'}],
      restart: restartServer,
    },
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'cpu-no-avx-gpu-disabled': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: [
          'CPU does not have AVX',
          'CPU does not have {minimum vector extensions|vector extensions}',
          'GPU runner incompatible with host system',
          'does not have AVX or AVX2, disabling GPU',
        ],
        confidence: 'certain',
      },
    ],
    examples: [
      {
        text: 'level=INFO source=common.go:131 msg="GPU runner incompatible with host system, CPU does not have AVX" runner=cuda_v12_avx',
        surface: 'log',
      },
      {
        text: 'level=WARN source=gpu.go:226 msg="CPU does not have minimum vector extensions, GPU inference disabled" required=avx detected="no vector extensions"',
        surface: 'log',
      },
    ],
    confirm: [...cpuFeatures, ...versions],
    fixes: {
      upgrade: upgradeOllama,
      hypervisor: [],
    },
    links: ['https://docs.ollama.com/gpu', 'https://github.com/ollama/ollama/releases'],
  },
  'server-panic': {
    severity: 'error',
    retryable: false,
    patterns: [
      // Every server that is made with gin says so.
      {says: ['[Recovery]…panic recovered'], confidence: 'likely', with: ['{ollama|"/api/|"/v1/}']},
      {says: ['[Recovery]…panic recovered'], confidence: 'possible'},
      {
        says: ['http: panic serving', 'something went wrong, please see the ollama server logs'],
        confidence: 'likely',
      },
      {says: [''], confidence: 'likely', statuses: [500]},
    ],
    examples: [
      {text: 'Error: something went wrong, please see the ollama server logs for details', surface: 'cli'},
      {text: '[Recovery] 2026/08/21 - 10:00:00 panic recovered:', surface: 'log'},
      {text: '', surface: 'api', status: 500},
    ],
    confirm: searchLog('panic recovered|panic serving'),
    fixes: {
      log: readLog,
      upgrade: upgradeOllama,
      other: [{run: 'ollama-doctor check[ --host {otherHost}]', effect: 'safe'}],
    },
    links: ['https://github.com/ollama/ollama/issues'],
  },
  'stream-interrupted': {
    severity: 'error',
    retryable: true,
    patterns: [
      {says: ['Did not receive done or success response in stream'], confidence: 'certain'},
      {
        says: [
          'No data received from Ollama stream',
          'peer closed connection without sending complete message body',
          'incomplete chunked read',
          'ERR_INCOMPLETE_CHUNKED_ENCODING',
          'Response payload is not completed',
          'ChunkedEncodingError',
          'InvalidChunkLength',
          'IncompleteRead(',
          'transfer closed with outstanding read data remaining',
          'Invalid response body while trying to fetch…Premature close',
          'stream ended {before|without} {done|completion|a final|a done}',
          'stream disconnected before completion',
          'stream closed before {response|completion|done}',
        ],
        confidence: 'likely',
        surfaces: ['client', 'cli', 'log'],
        // Downloads break off, too.
        unless: [
          'pythonhosted.org',
          'pypi.org',
          'huggingface.co',
          'github.com',
          'npmjs.org',
          'ollama.com',
          'ollama.ai',
        ],
      },
      {
        says: ['"done":false}', '"done": false}'],
        confidence: 'possible',
        unless: ['"done":true', '"done": true', '"error"'],
      },
      {
        says: ['"object":"chat.completion.chunk"'],
        confidence: 'possible',
        unless: ['data: [DONE]', '"finish_reason":"', '"error"'],
      },
    ],
    examples: [
      {text: 'Error: Did not receive done or success response in stream.', surface: 'client'},
      {
        text: 'httpx.RemoteProtocolError: peer closed connection without sending complete message body (incomplete chunked read)',
        surface: 'client',
      },
      {
        text: '{"model":"llama3.2","created_at":"2026-01-01T00:00:00Z","response":" the","done":false}',
        surface: 'api',
        status: 200,
      },
    ],
    confirm: [...searchLog('terminated|panic|signal|aborting completion'), ...listLoaded],
    fixes: {
      log: readLog,
      direct: [{run: 'ollama-doctor check --host http://127.0.0.1:11434', effect: 'safe'}],
    },
    links: ['https://docs.ollama.com/troubleshooting'],
  },
} as const satisfies Record<string, Entry>
