import type {WordsOf} from '../entry.ts'
import type {gpu as domain} from '../gpu.ts'

export const gpu: WordsOf<typeof domain> = {
  'gpu-discovery-timeout': {
    title: 'Looking for GPUs took too long, and the server went on without the answer',
    meaning:
      'At the start the server then runs on the CPU, or without that GPU. Later it goes on with old numbers of free memory, which does no harm while the GPU works.',
    causes: [
      'The GPU was asleep, and its driver is slow to wake it.',
      'The driver hangs, or the container has lost the GPU.',
      'The disk or a virus scanner is slow in loading the large GPU libraries.',
    ],
    confirm: 'See whether the log lists a GPU afterwards, and whether the driver itself answers.',
    fixes: {
      restart: 'Restart the server, so that it looks again.',
      persistence: 'Keep the NVIDIA driver awake.',
      upgrade: 'Upgrade Ollama: later releases wait longer.',
      kernel: 'If it goes on, look for resets of the GPU in the kernel’s log.',
    },
  },
  'gpu-wrong-output': {
    title: 'The GPU computes nonsense: the answer is symbols or one repeated character',
    meaning:
      'The model runs, and its numbers come out wrong on this GPU. The same model gives sensible answers on the CPU.',
    causes: [
      'A defect of Ollama’s code for this GPU, or of its driver, with this model.',
      'Flash attention or a quantised context does not work for this model on this GPU.',
      'Several GPUs exchange data wrongly, or the card is broken.',
      'The model’s file is damaged: then the CPU gives nonsense as well.',
    ],
    confirm: 'Ask once on the CPU: sensible words there mean that it is the GPU.',
    fixes: {
      upgrade: 'Upgrade Ollama.',
      driver: 'Upgrade the GPU’s driver; the commands are for NVIDIA’s.',
      flash: 'Try without flash attention, and without OLLAMA_KV_CACHE_TYPE.',
      oneGpu: 'With several GPUs, try a single one.',
    },
  },
  'llm-library-misconfigured': {
    title: 'OLLAMA_LLM_LIBRARY names a library that this Ollama does not have[: {library}]',
    meaning:
      'The variable forces one GPU library by the name of its folder. If none has that name, old releases go on as if it were not set, and new ones skip every GPU library.',
    causes: [
      'The name is misspelt or of another release, such as cuda instead of cuda_v12.',
      'The library is not part of this installation.',
    ],
    confirm: 'Compare the value in the server’s environment with the folders of libraries.',
    fixes: {
      unset: 'Remove the variable: Ollama finds the best library itself.',
      choose: 'Or set it to a folder that exists.',
    },
  },
  'gpu-discovery-crash': {
    title: 'The program that looks for GPUs crashed, so none is listed',
    meaning:
      'Ollama starts a helper for each GPU library to see what it finds. The helper ended with an error, that library is left out, and models may run on the CPU.',
    causes: [
      'A GPU driver has a defect: CUDA, ROCm or Vulkan.',
      'Files of two releases are mixed in the library folder.',
      'A library does not fit the system.',
    ],
    confirm: 'See which library failed, and whether a GPU is listed all the same.',
    fixes: {
      driver: 'Upgrade the GPU’s driver; the commands are for NVIDIA’s.',
      upgrade: 'Upgrade Ollama, or install it again.',
      vulkan: 'If it is Vulkan that crashes, switch it off.',
      debug: 'Have the log say more, and restart the server.',
    },
  },
  'gpu-unsupported-on-platform': {
    title: 'Ollama cannot use this GPU on this system',
    meaning:
      'Not every way to use a GPU exists on every system: there is no Metal for the GPUs of Intel Macs, and not every Linux has an NVIDIA driver.',
    causes: [
      'It is an Intel Mac: Ollama uses only the CPU there.',
      'OLLAMA_LLM_LIBRARY forces a library that this system does not have.',
      'NVIDIA has no packages for this distribution, and its driver has to be installed by hand.',
    ],
    confirm: 'See the processor (x86_64 is Intel) and which device the log lists.',
    fixes: {
      unset: 'Do not force a library.',
      smaller: 'Use a small model on the CPU; the list shows what is loaded and where.',
      other:
        'Run the server on a machine with a supported GPU, and set OLLAMA_HOST here to its address. Ollama has no authentication: let only your own network reach it.',
    },
  },
  'amd-gfx-unsupported': {
    title: 'The ROCm libraries have no code for this AMD GPU[ ({architecture})]',
    meaning:
      'AMD’s compute libraries are built for certain GPU types (gfx targets) only. On another one Ollama leaves the GPU out, or the first calculation on it fails.',
    causes: [
      'The GPU is older, newer or smaller than those that ROCm supports.',
      'The ROCm libraries in use are an older version that does not know this GPU yet.',
      'HSA_OVERRIDE_GFX_VERSION makes the GPU pass for a type that it is not.',
    ],
    confirm: 'Compare the GPU’s gfx target with the supported ones that the log names.',
    fixes: {
      upgrade: 'Upgrade Ollama: newer releases support more GPUs.',
      override:
        'On Linux, let the GPU pass for the nearest supported target of its family: 10.3.0 for gfx103x, 11.0.0 for gfx110x. Take it out again if answers are wrong or the GPU faults.',
      vulkan:
        'Or use the Vulkan backend, which needs no ROCm. It exists since 0.12.11 and is on by default since 0.30.',
    },
  },
  'intel-gpu-misconfigured': {
    title: 'The Intel GPU is found but cannot be used as it is set up',
    meaning:
      'The GPU’s driver or runtime (oneAPI, Level Zero, SYCL) reports an error or no memory at all, so nothing can be placed on the GPU.',
    causes: [
      'The compute driver of the Intel GPU is missing, too old, or does not fit the kernel.',
      'The oneAPI backend sees an integrated GPU without memory of its own.',
      'Resizable BAR is switched off in the firmware.',
    ],
    confirm: 'Look for the GPU’s name and its memory in the log and in the driver’s own tools.',
    fixes: {
      driver: 'Check that the driver sees the GPU, and install Intel’s current driver.',
      vulkan: 'Use the Vulkan backend, which official releases offer for Intel GPUs since 0.12.11.',
      igpu: 'For an integrated GPU, 0.30 and newer also want it allowed.',
      rebar: 'For an Arc card, switch on Resizable BAR in the firmware and check that the system sees it.',
    },
  },
  'amd-kfd-permission': {
    title: 'The server may not open the AMD GPU’s devices',
    meaning:
      'ROCm works through /dev/kfd and /dev/dri/render*. They belong to the groups render and video, and the server’s user is not in them.',
    causes: [
      'The user ollama is not in the groups render and video.',
      'The container runs as a user without these groups, or the group numbers differ from the host’s.',
      'SELinux or a cgroup rule denies the devices.',
    ],
    confirm: 'Compare the devices’ groups with those of the server’s user.',
    fixes: {
      groups: 'Put the server’s user into both groups and restart.',
      container: 'Give a container the devices, and the numbers of the groups that own them on the host.',
      selinux: 'If the groups are right, see whether SELinux denied the access.',
    },
  },
  'igpu-disabled-by-default': {
    title: 'The integrated GPU was found and left out on purpose',
    meaning:
      'Since 0.30 Ollama ignores most integrated GPUs unless they are allowed, because many are no faster than the processor. Older versions left out AMD’s for want of memory of their own.',
    causes: [
      'OLLAMA_IGPU_ENABLE is not set for the server.',
      'The settings of an older version, such as OLLAMA_INTEL_GPU, no longer do anything.',
    ],
    confirm: 'Look for the line that names the GPU as dropped or skipped.',
    fixes: {
      enable: 'Allow integrated GPUs (0.30 and newer).',
      upgrade: 'With an older version, upgrade first.',
      cpu: 'Or leave it as it is: the model then runs on the processor.',
    },
  },
  'vulkan-backend-crash': {
    title: 'The Vulkan backend lost the GPU or could not start on it',
    meaning:
      'The Vulkan driver reset the GPU in the middle of a calculation, or does not offer what the backend needs. The model’s files are fine.',
    causes: [
      'The Vulkan driver has a defect or is too old.',
      'A calculation took longer than the driver allows, which large contexts on small GPUs do.',
      'The GPU was reset by another program or by its power management.',
    ],
    confirm: 'See what Vulkan reports of the GPU, and whether the same model runs without it.',
    fixes: {
      driver: 'Update the GPU driver (on Linux: Mesa or the vendor’s); on Windows, the command shows the present one.',
      upgrade: 'Upgrade Ollama.',
      context: 'Make each calculation smaller with a smaller context.',
      off: 'Switch the Vulkan backend off; CUDA and ROCm are not affected.',
    },
  },
  'amd-rocm-runtime-mismatch': {
    title: 'The AMD driver and the ROCm libraries do not fit each other',
    meaning:
      'The ROCm libraries that Ollama loads need a newer or another driver than the one installed, so the GPU drops out at start.',
    causes: [
      'The AMD driver or kernel is older than the ROCm libraries need.',
      'A system-wide ROCm is loaded in place of the one that comes with Ollama.',
      'Ollama’s ROCm package is not installed, or is of another version than Ollama.',
      'One of several library sets does not fit while another one works: then the line is harmless.',
    ],
    confirm: 'See which library the log names, and whether a line “inference compute” lists the GPU all the same.',
    fixes: {
      upgrade: 'Upgrade Ollama.',
      driver: 'Update the AMD driver (on Windows: Adrenalin); the command shows the present one.',
      bundled: 'After the upgrade, install the ROCm libraries of the newest version, or use the image that has them.',
      vulkan: 'Or use the Vulkan backend, which needs no ROCm.',
    },
  },
  'amd-gpu-memory-fault': {
    title: 'The AMD GPU faulted: it touched memory that is not there, or it hung',
    meaning: 'The driver stopped a calculation on the GPU and the runner was ended with it.',
    causes: [
      'HSA_OVERRIDE_GFX_VERSION names a target that does not fit the GPU.',
      'A defect in the kernel’s amdgpu driver, its firmware, or ROCm.',
      'The GPU’s memory is unstable: overclocked, too hot or faulty.',
    ],
    confirm: 'Look for amdgpu lines in the kernel’s log, and see whether the model runs without the GPU.',
    fixes: {
      override: 'If an override is set, remove it, or set the target that fits the GPU’s family.',
      upgrade: 'Upgrade Ollama, and the kernel and linux-firmware with it.',
      vulkan: 'Or use the Vulkan backend.',
      restart: 'After a GPU reset, restart the server.',
    },
  },
  'amd-hsa-override-wrong': {
    title: 'HSA_OVERRIDE_GFX_VERSION does not fit this GPU, or is written wrongly',
    meaning:
      'The variable makes ROCm take the GPU for another type. It wants numbers with dots, such as 11.0.0, and a target of the same family; otherwise the GPU drops out or faults.',
    causes: [
      'The value was given as gfx1100 or 1100 instead of 11.0.0.',
      'The value is of another GPU family, copied from other instructions.',
      'The GPU is supported by now and needs no override.',
    ],
    confirm: 'Compare the value in the log with the GPU’s real gfx target.',
    fixes: {
      unset: 'Remove the override and see whether the GPU works without it.',
      correct: 'If it needs one, set the nearest supported target: 10.3.0 for gfx103x, 11.0.0 for gfx110x.',
    },
  },
  'amd-device-nodes-missing': {
    title: 'The AMD GPU’s devices /dev/kfd or /dev/dri do not exist',
    meaning:
      'Without these devices ROCm cannot reach the GPU. The kernel driver makes them, and a container sees them only when they are passed in.',
    causes: [
      'The container was started without --device /dev/kfd --device /dev/dri.',
      'The amdgpu kernel module is not loaded.',
      'The machine is a virtual one or WSL, which has no /dev/kfd.',
    ],
    confirm: 'See whether the devices exist on the host and in the container, and whether the driver is loaded.',
    fixes: {
      container: 'Start the container with the devices and the ROCm image.',
      module: 'If the host has no /dev/kfd, load the driver and restart the server.',
      wsl: 'In WSL, use Ollama for Windows instead; in a virtual machine, pass the GPU through to it.',
    },
  },
  'selinux-blocks-gpu': {
    title: 'SELinux keeps the server from the GPU',
    meaning:
      'The GPU’s devices exist and their permissions are right, but SELinux does not let a container or service use them.',
    causes: [
      'Containers may not use devices by default.',
      'The device files have a label that the policy does not allow.',
    ],
    confirm: 'See whether SELinux enforces its policy and what it denied lately.',
    fixes: {
      boolean: 'Allow containers to use devices.',
      label: 'Or start this one container without SELinux separation.',
    },
  },
  'mlx-library-missing': {
    title: 'The model[ {model}] needs MLX, and this installation has no MLX library',
    meaning:
      'MLX models (safetensors, tags such as mxfp8 and nvfp4) run on Apple’s MLX library. This installation does not contain it, or its version does not fit.',
    causes: [
      'Ollama comes from a package that leaves the MLX library out.',
      'The model’s tag is made for MLX, and this machine is neither a Mac with Apple silicon nor has Ollama’s MLX library for CUDA.',
      'The MLX library is of another version than Ollama.',
    ],
    confirm: 'See whether the model is an MLX one, and whether libmlxc is installed.',
    fixes: {
      tag: 'Use a tag of the same model in GGUF format, such as one ending in q4_K_M.',
      app: 'On a Mac, use the official app in place of the Homebrew formula. The models stay.',
      upgrade: 'Or upgrade: packages have been mended since.',
    },
  },
  'metal-shader-compile-failed': {
    title: 'The Metal code of this release does not compile on this Mac',
    meaning:
      'Ollama’s GPU code is compiled by macOS when it first runs. On this chip or macOS version that fails, which is a defect of the release.',
    causes: [
      'The chip or macOS is newer than the release knows; 0.20 and 0.21 fail so on M5.',
      'macOS is too old for the code.',
      'The installation lacks a part of the Metal code.',
    ],
    confirm: 'Look for the first Metal error in the log, and compare the versions.',
    fixes: {
      upgrade: 'Upgrade Ollama.',
      macos: 'Update macOS; the command lists what there is.',
      cpu: 'Until then, run the model without the GPU.',
    },
  },
  'metal-command-buffer-failed': {
    title: 'macOS broke off the work on the GPU',
    meaning:
      'The GPU took too long, hung or faulted, and macOS cancelled what was queued. It may ignore everything after that until the process restarts.',
    causes: [
      'The calculation took longer than macOS allows, such as with a very long prompt.',
      'Memory is nearly full, so that the GPU waits for swapped pages.',
      'A defect in the Metal backend of this release.',
    ],
    confirm: 'Look for the first of these errors in the log: those after it only follow from it.',
    fixes: {
      restart: 'Restart the server.',
      smaller: 'Use a smaller context.',
      upgrade: 'Upgrade Ollama.',
      cpu: 'See whether the model runs without the GPU.',
    },
  },
  'metal-init-failed': {
    title: 'The Mac’s GPU could not be set up for Metal',
    meaning:
      'The Metal backend found no usable device or a part of it is missing, so the model does not load on the GPU.',
    causes: [
      'The installation is incomplete: the Metal code is not where it is looked for.',
      'There is no usable GPU, such as in a virtual machine.',
      'Memory for the GPU has run out.',
    ],
    confirm: 'Read the Metal lines of the log, and see whether macOS lists a GPU with Metal.',
    fixes: {
      upgrade: 'Upgrade Ollama.',
      reinstall: 'Install it again; the models stay.',
      cpu: 'Run the model without the GPU to see whether all else is right.',
    },
  },
  'macos-too-old-for-mlx': {
    title: 'macOS is too old for the MLX library of this release',
    meaning:
      'The library’s GPU code was made for a newer macOS and this one refuses it. Models in GGUF format are not affected.',
    causes: [
      'macOS is older than MLX needs.',
      'An MLX library from elsewhere is loaded that was built for a newer macOS.',
    ],
    confirm: 'See which macOS and which Ollama run.',
    fixes: {
      macos: 'Update macOS; the command lists what there is.',
      tag: 'Or use a tag of the same model in GGUF format, such as one ending in q4_K_M.',
    },
  },
  'gpu-found-after-start': {
    title: 'The GPU can be used now, and the server found none when it started',
    meaning:
      'A server looks for GPUs once, when it starts. If the driver is not ready at that moment, or the GPU is taken, models run on the processor until the server is restarted.',
    causes: [
      'The server was started before the driver was ready, as can happen when the machine starts.',
      'The driver was installed, updated or repaired while the server ran.',
      'The server may not open the GPU’s devices, or has other variables than this shell.',
    ],
    confirm: 'See what the log says of the GPUs from the server’s last start.',
    fixes: {
      restart: 'Restart the server; it then looks for GPUs again.',
      order: 'If it happens each time the machine starts, have the service wait for NVIDIA’s driver.',
    },
  },
  'gpu-hidden-by-sandbox': {
    title: 'The service’s sandbox hides the GPU from the server',
    meaning:
      'The unit gives the server devices of its own, or a list of those that it may use, and the GPU’s are not among them. nvidia-smi and a server that is started by hand are not concerned.',
    causes: [
      'The unit or one of its drop-ins has PrivateDevices=yes, often from a package or a hardening guide.',
      'The unit has DevicePolicy=closed, or a list of DeviceAllow (ProtectClock=yes makes one), without the GPU’s.',
    ],
    confirm: 'See what the unit allows.',
    fixes: {
      own: 'With PrivateDevices, switch that off and restart.',
      list: 'With a list, add the GPU’s devices to it and restart.',
    },
  },
  'gpu-not-used': {
    title: 'The model[ {model}] runs on the processor, not on the GPU',
    meaning: 'No layer of the model is on a GPU. Answers come, but slowly.',
    causes: [
      'Ollama found no GPU that it can use when it started.',
      'The model and its context do not fit into the GPU’s free memory.',
      'num_gpu is 0 in the request or the Modelfile.',
      'The container was started without the GPU.',
    ],
    confirm: 'See where the model is, and which GPU the lines “inference compute” name.',
    fixes: {
      reason: 'Read the log from the server’s start: it says why a GPU was left out.',
      options: 'Look for num_gpu among the model’s parameters.',
      container: 'Start a container with the GPU.',
      smaller: 'If the GPU was found, use a smaller context or a smaller model.',
    },
  },
  'model-partly-on-cpu': {
    title: 'Only a part of the model[ {model}] is on the GPU[: {layers} of {totalLayers} layers]',
    meaning:
      'What does not fit into the GPU’s memory runs on the processor. That is no error, but each token waits for the slower part.',
    causes: [
      'The model is larger than the GPU’s free memory.',
      'The context is large, and its cache takes the memory.',
      'Another model or program holds memory of the GPU.',
    ],
    confirm: 'See how the model is split, and who holds the GPU’s memory.',
    fixes: {
      unload: 'Unload other models.',
      context: 'Use a smaller context.',
      cache: 'Store the context’s cache in half the memory, which needs flash attention.',
      smaller: 'Use a smaller model or a smaller quantisation of it.',
    },
  },
  'gpu-share-unverified': {
    title: 'The server’s claim about the GPU[ for {model}] has no evidence',
    meaning:
      'It reports as much GPU memory as the model’s file has bytes. That is what it says when it could not read the real sizes, even with the model on the CPU.',
    causes: ['The runner’s log lines about its buffers were not understood (0.30 and newer).'],
    confirm: 'See whether the GPU’s memory is used while the model is loaded.',
    fixes: {log: 'Look for “offloaded N/M layers to GPU” in the log: that is what the runner did.'},
  },
}
