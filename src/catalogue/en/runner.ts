import type {WordsOf} from '../entry.ts'
import type {runner as domain} from '../runner.ts'

export const runner: WordsOf<typeof domain> = {
  'fixed-by-upgrade': {
    title: 'A defect of this release of Ollama is the likely cause',
    meaning:
      'The program broke one of its own rules. That is neither the request’s fault nor the machine’s, and such defects are usually mended a release later.',
    causes: [
      'This release has a defect with this model or this hardware.',
      'The model’s file is damaged in a way that the program does not check.',
    ],
    confirm: 'Note the version, and find the first line of the crash in the log.',
    fixes: {
      upgrade: 'Upgrade Ollama.',
      back: 'If the newest release fails and an older one worked, go back to that one; the models stay.',
      report: 'If it stays, report it with the log from the first line of the crash on.',
    },
  },
  'runner-missing-shared-library': {
    title: 'The runner cannot start: a shared library is missing[ ({library})]',
    meaning:
      'The operating system could not load a library that the runner needs, so it ended before it did anything. The model is not at fault.',
    causes: [
      'The installation is incomplete: a library beside the runner is missing.',
      'The package is made without the GPU’s libraries, as some snap and distribution packages are.',
      'The Microsoft Visual C++ runtime is missing (Windows).',
      'A system-wide CUDA, ROCm or oneAPI library was removed or updated.',
    ],
    confirm: 'Look for the name of the library in the log, right before the exit status.',
    fixes: {
      reinstall:
        'Install Ollama again, without what older versions left; the models stay, and so does what “systemctl edit” set.',
      runtime: 'On Windows, install the Visual C++ runtime.',
      official:
        'If Ollama comes from a snap or a distribution, stop that one and use the official installation. It has a model store of its own: pull the models again.',
    },
  },
  'cpu-instruction-unsupported': {
    title: 'The processor lacks an instruction that the runner uses',
    meaning: 'The runner was ended at its first unknown instruction, mostly one of AVX or AVX2.',
    causes: [
      'A virtual machine hides what the processor can.',
      'The processor is too old for this build.',
      'An old release of Ollama does not choose a build by what the processor can.',
    ],
    confirm: 'See whether the processor, as this system sees it, lists avx and avx2.',
    fixes: {
      upgrade: 'Upgrade Ollama: newer releases choose the code that the processor can run.',
      hypervisor:
        'In a virtual machine, set the CPU type to “host” (Proxmox, libvirt: host-passthrough) and start it anew.',
      build: 'If the processor is too old, build Ollama on that machine, or use another machine.',
    },
  },
  'gpu-backend-library-missing': {
    title: 'The libraries for the GPU are missing, so only the processor is used',
    meaning:
      'Ollama loads the code for CUDA, ROCm or Vulkan from its folder lib/ollama. There it found nothing that it could load.',
    causes: [
      'Only the program was copied, without the folder lib/ollama beside it.',
      'Files of several versions are mixed, or the unpacking was cut short.',
      'The separate ROCm package for AMD GPUs is not installed.',
      'OLLAMA_LLM_LIBRARY, LD_LIBRARY_PATH or an unusual path leads elsewhere.',
    ],
    confirm:
      'See whether lib/ollama holds folders such as cuda_v12 or cuda_v13, and what the log says about loading them.',
    fixes: {
      reinstall:
        'Install Ollama again, without what older versions left; the models stay, and so does what “systemctl edit” set.',
      rocm: 'For an AMD GPU, add the ROCm package.',
      variables: 'Look for variables that lead it elsewhere, and remove them.',
    },
  },
  'llama-server-binary-missing': {
    title: 'The program that runs the models is missing from this installation',
    meaning:
      'Ollama starts a second program for each model: llama-server since 0.30, ollama_llama_server or itself before. It is not where it should be.',
    causes: [
      'The distribution or Homebrew package leaves the program out.',
      'Only the program ollama was copied, without the folder lib/ollama.',
      'Ollama was upgraded or moved while the server was running.',
      'Up to 0.5, something cleaned the temporary folder that held the runner.',
    ],
    confirm: 'See whether the program is in one of the places that the message names.',
    fixes: {
      restart: 'Restart the server, which helps where the files moved while it ran.',
      reinstall: 'Install Ollama again; the models stay.',
      official: 'If a package is at fault, upgrade it or use the official installation.',
    },
  },
  'noexec-tmp': {
    title: 'Nothing may be executed in the temporary folder, where the runner was unpacked',
    meaning:
      'Up to 0.5 Ollama unpacked its runners to the temporary folder. That folder is mounted “noexec” or a policy forbids executing from it.',
    causes: ['/tmp is mounted with noexec.', 'A security policy forbids executing files from /tmp.'],
    confirm: 'See whether the mount options of /tmp contain noexec.',
    fixes: {
      upgrade: 'Upgrade Ollama: newer releases unpack nothing there.',
      directory: 'With an old release, give it a folder of its own (OLLAMA_TMPDIR, up to 0.6.2).',
      remount: 'Or allow executing from /tmp until the next boot, if the machine’s rules permit it.',
    },
  },
  'foreign-ggml-library': {
    title: 'Another program’s ggml library was loaded in place of Ollama’s own',
    meaning:
      'A llama.cpp or ggml library lies on the search path and is of another version. The two do not fit together, so the runner stops itself.',
    causes: [
      'llama.cpp or another program that brings ggml is installed and on PATH.',
      'An older Ollama left its libraries behind.',
    ],
    confirm: 'See which ggml libraries the search path holds besides Ollama’s.',
    fixes: {
      upgrade: 'Upgrade Ollama: newer releases do not search PATH.',
      path: 'Take the other program’s folder out of PATH, then restart Ollama.',
      reinstall: 'Or install Ollama again, without what older versions left; the models stay.',
    },
  },
  'install-mixed-versions': {
    title: 'Libraries of two Ollama versions are mixed in one folder',
    meaning:
      'The program loads a library that an older or newer version left behind, and crashes where the two differ.',
    causes: [
      'A new version was unpacked over an old one.',
      'An automatic update was cut short or could not replace a file in use.',
    ],
    confirm: 'Look for libraries with different dates, and for a backend that is loaded twice.',
    fixes: {
      reinstall: 'Remove the libraries and install Ollama again; the models stay.',
      check: 'Then see that each backend is loaded once.',
    },
  },
  'install-broken': {
    title: 'The installation is damaged, or made for another processor',
    meaning: 'A program or library of Ollama is cut off, missing, or not of this machine’s kind.',
    causes: [
      'The download or the unpacking was cut short, such as by a full disk.',
      'The files are for another processor: arm64 instead of amd64, or the other way round.',
      'A part of the installation was deleted or never copied.',
    ],
    confirm: 'Compare the machine’s kind with that of the program, and look for small or missing files.',
    fixes: {
      reinstall: 'Install Ollama again; the models stay.',
      space: 'If that fails too, see whether the disk is full.',
    },
  },
  'distro-package-without-gpu': {
    title: 'This package of Ollama contains the code for the processor only',
    meaning: 'The distribution splits Ollama into several packages, and the one for the GPU is not installed.',
    causes: ['Only the basic package is installed.', 'The package was built without CUDA or ROCm.'],
    confirm: 'See which packages are installed, and which libraries they brought.',
    fixes: {
      package: 'Install the distribution’s GPU package, such as ollama-cuda or ollama-rocm.',
      official: 'Or use the official installation.',
    },
  },
  'runner-hang': {
    title: 'The model[ {model}] is loaded, and no token came[ within {waitedMs}]',
    meaning:
      'Everything else answers at once. Either the runner hangs, or it works for somebody else: a model serves one request after the other unless OLLAMA_NUM_PARALLEL says otherwise.',
    causes: [
      'A long answer or prompt of another request comes first.',
      'The model goes on without end, because nothing limits the length of its answer.',
      'The GPU or its driver is stuck.',
      'The runner waits for memory that was swapped out.',
    ],
    confirm: 'See whether the model stays in “Stopping...” for minutes, and whether the processor or the GPU works.',
    fixes: {
      evidence: 'See in the log whether it works; a restart would lose that evidence.',
      stop: 'If it does not, unload the model.',
      restart: 'If that hangs too, restart the server.',
    },
  },
  'cpu-no-avx-gpu-disabled': {
    title: 'The GPU is not used because the processor has no AVX',
    meaning: 'Up to 0.5 Ollama’s GPU runners needed a processor with AVX. A virtual machine often hides it.',
    causes: ['The virtual machine’s CPU type hides AVX.', 'The processor is older than AVX.'],
    confirm: 'See whether the processor, as this system sees it, lists avx.',
    fixes: {
      upgrade: 'Upgrade Ollama: since 0.6 the GPU works without AVX.',
      hypervisor: 'Or set the virtual machine’s CPU type to “host” (libvirt: host-passthrough) and start it anew.',
    },
  },
  'server-panic': {
    title: 'The server itself failed: 500 with no text',
    meaning: 'A handler of the server crashed. That is a defect of Ollama or a damaged file that it could not read.',
    causes: [
      'A model’s file is damaged.',
      'A defect of this version.',
      'Something other than Ollama answered, which the ollama command reports in the same words.',
    ],
    confirm: 'Find “panic recovered” or “panic serving” in the log: the lines below it name the place.',
    fixes: {
      log: 'Read the log around the time of the request.',
      upgrade: 'Upgrade Ollama.',
      other: 'If the log has no such line, check that the address is Ollama’s.',
    },
  },
  'stream-interrupted': {
    title: 'The answer broke off[ after {tokens} tokens] without an end or an error',
    meaning: 'A stream of Ollama ends with a line that says “done”; this one just stopped.',
    causes: [
      'The runner or the server died in the middle.',
      'A proxy cut the connection.',
      'The client itself stopped reading.',
    ],
    confirm: 'See in the log what happened at that time, and whether the model is still loaded.',
    fixes: {
      log: 'See whether the server or the runner crashed.',
      direct: 'If a proxy is in between, ask the server directly.',
    },
  },
}
