import type {WordsOf} from '../entry.ts'
import type {nvidia as domain} from '../nvidia.ts'

export const nvidia: WordsOf<typeof domain> = {
  'nvidia-driver-too-old': {
    title: 'The NVIDIA driver[ {driver}] is too old for this Ollama',
    meaning:
      'Ollama brings its own CUDA libraries, and these need a driver of their generation. With an older one the GPU is left out, or the runner stops. Current releases need driver 550, and 570 for GPUs of compute capability 6.2 and below.',
    causes: [
      'Ollama was upgraded and the driver was not.',
      'The server runs in a container, which uses the driver of its host.',
      'No driver is visible to the server at all: CUDA says the same then.',
    ],
    confirm: 'See which driver is installed: nvidia-smi names it at the top.',
    fixes: {
      upgrade: 'Upgrade the NVIDIA driver, in WSL and in containers that of the host.',
      reboot: 'Restart the machine, so that the new driver is the one that runs.',
      olderOllama:
        'If the driver has to stay, go back to a release from before 0.30. Models that need a newer one do not run there.',
    },
  },
  'nvidia-driver-version-mismatch': {
    title: 'The NVIDIA driver in the kernel and its libraries have different versions',
    meaning:
      'Both parts of the driver must be of exactly the same version. After an update the kernel keeps the old part until it is restarted, and CUDA refuses to start.',
    causes: [
      'The driver was updated, perhaps unattended, and the machine was not restarted.',
      'Libraries of an older driver are still lying around.',
      'A container brings libraries of its own, such as cuda-compat.',
    ],
    confirm: 'Compare the version of the kernel module with those of the libraries.',
    fixes: {
      reboot: 'Restart the machine.',
      reinstall:
        'If it stays, see which driver packages are installed, remove all but one version, and install that again.',
      container: 'In a container, look for driver libraries of its own, and use an image without them.',
    },
  },
  'gpu-lost-after-suspend': {
    title: 'The NVIDIA driver lost the GPU over suspend and resume',
    meaning:
      'After the machine slept, CUDA cannot be used until the module nvidia_uvm is loaded again. It is a fault of the driver, not of Ollama.',
    causes: [
      'The machine was suspended while a program, often Ollama itself, used the GPU.',
      'The driver does not save the GPU’s memory over suspend.',
      'The driver is in a bad state for another reason, such as an update.',
    ],
    confirm: 'See whether the kernel’s log has a suspend before the first error.',
    fixes: {
      reload: 'Stop Ollama, load the module again, and start Ollama.',
      holders: 'If the module is in use, see which program holds it and stop that, or restart the machine.',
      preserve:
        'So that it does not happen again, let the driver save the GPU’s memory over suspend, from the next restart on.',
    },
  },
  'gpu-lost-in-container': {
    title: 'The running container has lost its GPU',
    meaning:
      'It had the GPU when it started, and may no longer open its devices now, while the host still can. This happens when systemd reloads and applies the container’s device rules anew.',
    causes: [
      'systemd was reloaded on the host, by an update or “systemctl daemon-reload”.',
      'The driver was updated or reloaded on the host.',
    ],
    confirm: 'See whether nvidia-smi works on the host and fails in the container.',
    fixes: {
      restart: 'Restart the container: it gets the GPU back.',
      cgroup:
        'So that it does not happen again, take the device rules out of systemd’s hands. Docker restarts, and containers without a restart policy stay stopped.',
      devices: 'Or name the devices when the container is made, so that their rules survive a reload.',
    },
  },
  'cuda-no-kernel-image': {
    title: 'This build of Ollama has no code for this generation of GPU',
    meaning:
      'A CUDA library holds code for certain generations only. CUDA 13 has none for Maxwell, Pascal and Volta; old libraries have none for new GPUs.',
    causes: [
      'A distribution’s package was built with CUDA 13 alone.',
      'The GPU is newer than this release of Ollama.',
      'Ollama was built by hand for another architecture.',
    ],
    confirm: 'Compare the compute capability of the GPU with the list of supported GPUs.',
    fixes: {
      official: 'Install the official release, which has libraries for old and new GPUs.',
      cuda12: 'For a GPU older than compute capability 7.5, use the CUDA 12 libraries.',
      cpu: 'Until then, keep to the CPU.',
    },
  },
  'cuda-illegal-memory-access': {
    title: 'A computation on the GPU touched memory that is not its own (CUDA error 700)',
    meaning:
      'The runner stops at once. The fault is in the computation itself, in the driver or in the card; a wrong request or too little memory is reported otherwise.',
    causes: [
      'A defect of this release with this model or this GPU.',
      'A driver with a defect.',
      'An unstable card: overclocked, too hot, or with broken memory.',
    ],
    confirm: 'See which function failed, and whether the kernel’s log has an Xid at that time.',
    fixes: {
      restart: 'Restart the server and try once more.',
      upgrade: 'Upgrade Ollama: such defects are fixed often.',
      driver: 'Upgrade the NVIDIA driver.',
      flash: 'Try without flash attention.',
    },
  },
  'nvidia-driver-not-initialized': {
    title: 'The NVIDIA driver is installed, and CUDA cannot be started with it',
    meaning:
      'The kernel’s part of the driver is not loaded, not complete (nvidia_uvm) or in a bad state, so every attempt to use the GPU ends with an error such as 3 or 999.',
    causes: [
      'The module nvidia_uvm or the devices /dev/nvidia* are missing after a start or an update.',
      'The module was not built for the running kernel, or Secure Boot refuses it.',
      'The machine was suspended.',
      'The card could not be initialised, such as a Blackwell GPU without NVIDIA’s open kernel modules.',
    ],
    confirm: 'See whether the modules and devices are there and nvidia-smi works, and what the kernel says.',
    fixes: {
      modprobe: 'Load the module and make its devices.',
      reload: 'Or load the module anew.',
      reboot: 'Restart the machine.',
      reinstall: 'If nvidia-smi still fails, install the driver again; with Secure Boot, enrol the key it asks for.',
    },
  },
  'nvidia-fabric-manager-down': {
    title: 'The fabric manager of this NVSwitch machine is not running (CUDA error 802)',
    meaning:
      'On machines whose GPUs are joined by NVSwitch, CUDA does not start before NVIDIA’s fabric manager has set up the links. It must be of exactly the driver’s version.',
    causes: [
      'The service nvidia-fabricmanager is not installed, not started, or has failed.',
      'The driver was updated, and the fabric manager has another version.',
    ],
    confirm: 'See whether the service runs, and the state of the fabric.',
    fixes: {
      start: 'Start the service, and Ollama after it.',
      match: 'If it does not start, compare its version with the driver’s and install the same.',
      reboot: 'After a change of versions, restart the machine.',
    },
  },
  'gpu-not-passed-to-container': {
    title: 'CUDA finds no GPU: the container or virtual machine was not given one',
    meaning:
      'The host may have a working GPU; a container or virtual machine sees it only if it is handed over at the start. Ollama then runs on the CPU, or Docker refuses to start the container.',
    causes: [
      'The container was started without --gpus=all, or without a reservation of the GPU.',
      'NVIDIA’s container toolkit is not installed, or Docker is not configured for it.',
      'The virtual machine has no GPU passed through.',
      'In Kubernetes, no node has a GPU free, or none has NVIDIA’s device plugin.',
      'Outside of containers: the driver or a variable hides the GPU.',
    ],
    confirm: 'See whether nvidia-smi works in the container, and on the host.',
    fixes: {
      flag: 'Start the container with the GPU.',
      toolkit: 'Install NVIDIA’s container toolkit on the host, and configure Docker for it; Docker restarts.',
      host: 'See whether the host itself has the GPU; a virtual machine needs it passed through.',
    },
  },
  'nvidia-container-runtime-mismatch': {
    title: 'The driver libraries in the container do not fit the host’s NVIDIA driver',
    meaning:
      'The container toolkit puts the host’s driver libraries into the container. Where its description of them is stale or it is too old, they do not fit together, and the container does not start or CUDA fails, often with 500.',
    causes: [
      'The driver was updated after the container or the CDI description was made.',
      'The container toolkit or Docker Desktop is older than the driver.',
      'In WSL, Windows’ driver and the libraries in the container differ.',
    ],
    confirm: 'See the version of the toolkit and which driver libraries the container has.',
    fixes: {
      recreate: 'Make the container anew, so that it gets the present libraries.',
      cdi: 'Where CDI is used, write its description anew.',
      toolkit: 'Upgrade the container toolkit.',
      windows: 'On Windows, update WSL and Docker Desktop, and restart WSL: all its programs end.',
    },
  },
  'wsl-linux-driver-conflict': {
    title: 'A Linux NVIDIA driver inside WSL hides the one that Windows provides',
    meaning:
      'In WSL the driver is that of Windows, and its libraries are in /usr/lib/wsl/lib. Those of a Linux driver cannot work there, and if they are found first there is no GPU.',
    causes: [
      'A package such as cuda or nvidia-driver was installed inside WSL and brought a driver.',
      'The libraries of a container take the place of those of WSL.',
    ],
    confirm: 'See whether WSL’s own nvidia-smi works, and whether other driver libraries and packages are installed.',
    fixes: {
      remove: 'Remove the Linux driver inside WSL; the CUDA toolkit without a driver may stay.',
      restart: 'Restart WSL: all its programs end.',
      driver: 'Keep the driver of Windows up to date.',
    },
  },
  'vgpu-unified-memory-disabled': {
    title: 'The GPU refuses an operation (CUDA error 801), as a vGPU without unified memory does',
    meaning:
      'A virtual GPU has unified memory only if the hypervisor allows it, and most profiles do not by default. CUDA then cannot make a context, and Ollama uses the CPU.',
    causes: [
      'Unified memory is not enabled for the vGPU on the hypervisor.',
      'The vGPU’s profile has no CUDA.',
      'On a Jetson: the CUDA libraries are not those of JetPack.',
    ],
    confirm: 'See whether the GPU is a vGPU, and whether it has a licence.',
    fixes: {
      vmware:
        'In vSphere, set pciPassthru0.cfg.enable_uvm to 1 in the settings of the virtual machine while it is off.',
      kvm: 'On a KVM host, enable it before the virtual machine starts.',
      passthrough: 'Or give the machine a Q or C profile that supports unified memory, or pass the whole GPU through.',
      cpu: 'Until then, keep to the CPU.',
    },
  },
  'jetson-wrong-runtime': {
    title: 'A Jetson needs the CUDA libraries of its JetPack, and Ollama uses others',
    meaning:
      'On NVIDIA Jetson the driver is part of JetPack, and the usual CUDA libraries do not work with it. Error 35 or 801 does not mean an old driver there.',
    causes: [
      'The server runs in a container, where it cannot find out which JetPack the host has.',
      'The JetPack libraries were not installed beside Ollama.',
      'This release has no libraries for the installed JetPack.',
    ],
    confirm:
      'See which L4T the machine has (R35 is JetPack 5, R36 is JetPack 6, newer ones use the ordinary libraries), and whether its libraries are installed.',
    fixes: {
      reinstall: 'Run the installer again on the Jetson: it fetches the libraries for its JetPack.',
      version: 'Tell the server which JetPack it is, 5 or 6.',
      container: 'In Docker, use NVIDIA’s runtime and tell the container which JetPack it is.',
    },
  },
  'cuda-device-busy': {
    title: 'The GPU is busy, or lets only one program use it',
    meaning: 'CUDA sees the GPU and is not allowed to use it now.',
    causes: [
      'Another program holds the GPU, and its compute mode is exclusive or prohibited.',
      'Other models fill the GPU while one more is loaded.',
      'A vGPU has no licence or no unified memory.',
    ],
    confirm: 'See the compute mode, and which programs use the GPU.',
    fixes: {
      stop: 'Unload other models, or stop the other program.',
      mode: 'Let several programs use the GPU.',
      restart: 'Restart the server.',
    },
  },
  'foreign-cuda-library': {
    title: 'Another program’s CUDA library is loaded instead of Ollama’s own',
    meaning:
      'Ollama brings the CUDA libraries it was built with. If the system finds others of the same name first, functions are missing in them and the runner does not start (0xc0000139).',
    causes: [
      'A CUDA toolkit, PhysX or another AI program is on PATH or LD_LIBRARY_PATH.',
      'The library folder of Ollama holds files of another release.',
      'The stub of libcuda, which is for building only, is found.',
    ],
    confirm: 'See which CUDA libraries the system finds, and what the server has in LD_LIBRARY_PATH.',
    fixes: {
      path: 'Take the other CUDA folders out of PATH, or LD_LIBRARY_PATH out of the service, and start Ollama again.',
      upgrade: 'Install Ollama again, the newest.',
    },
  },
  'visible-devices-misconfigured': {
    title: 'A variable such as CUDA_VISIBLE_DEVICES hides the GPU or names another one',
    meaning:
      'CUDA_, HIP_, ROCR_ and GGML_VK_VISIBLE_DEVICES decide which GPUs the server sees. A number that does not exist, or -1, leaves none, and numbers differ between tools.',
    causes: [
      'A number was set that CUDA gives to another GPU, or to none.',
      'The value -1 was set to use the CPU and is still there.',
      'A variable for one maker’s GPUs also hides those of another.',
    ],
    confirm: 'Compare the variables in the server’s environment with the GPUs that the driver lists.',
    fixes: {
      unset: 'Remove the variable from the server’s environment.',
      uuid: 'Or name the GPU by its UUID from nvidia-smi -L instead of a number.',
      unsetAmd: 'For AMD, remove HIP_VISIBLE_DEVICES and ROCR_VISIBLE_DEVICES likewise.',
    },
  },
  'nvidia-driver-library-not-found': {
    title: 'The NVIDIA driver’s library is not visible to the server',
    meaning:
      'libcuda.so.1 (nvcuda.dll on Windows) comes with the driver, not with Ollama. Without it there is no CUDA, and the GPU is not used.',
    causes: [
      'No NVIDIA driver is installed, or only its kernel part.',
      'The container was started without the GPU, so the host’s libraries are not in it.',
      'A snap, a chroot or another sandbox hides them.',
    ],
    confirm: 'See whether the library can be found.',
    fixes: {
      driver: 'Install the NVIDIA driver.',
      container: 'In a container, set up the container toolkit and start it with the GPU.',
      snap: 'Connect the snap to an interface that has the NVIDIA libraries, or install Ollama outside of snap.',
    },
  },
  'gpu-compute-capability-too-low': {
    title: 'The GPU is too old for Ollama[: compute capability {compute}]',
    meaning:
      'Ollama supports NVIDIA GPUs from compute capability 5.0 (Maxwell) on. An older one is left out, and models run on the CPU.',
    causes: [
      'The GPU is of the Kepler generation or older.',
      'This release of Ollama needs more than others: 0.1.20 and 0.1.21 needed 6.0.',
      'The installed driver has dropped this GPU.',
    ],
    confirm: 'See the compute capability of the GPU, and the version of Ollama.',
    fixes: {
      upgrade: 'For compute capability 5.0 and above, upgrade Ollama.',
      vulkan: 'From 0.12.11 on, try the GPU through Vulkan.',
      cpu: 'Otherwise keep to the CPU, with a small model.',
    },
  },
  'cuda-launch-failure': {
    title: 'A computation on the GPU failed',
    meaning:
      'CUDA reports an error other than too little memory, and the runner stops. The lines just above in the server’s log say which one, and in which function.',
    causes: [
      'A defect of this release with this model or this GPU.',
      'The driver is old, was reset, or stopped a computation that took too long.',
      'The card is unstable or broken.',
    ],
    confirm: 'Read which CUDA error it was, and see whether the kernel’s log has an Xid at that time.',
    fixes: {
      log: 'Read the lines above the error in the server’s log.',
      upgrade: 'Upgrade Ollama.',
      driver: 'Upgrade the NVIDIA driver.',
      cpu: 'See whether the model works without the GPU: then it is the GPU, its driver or Ollama’s code for it.',
    },
  },
  'gpu-hardware-fault': {
    title: 'The driver reports a fault of the GPU itself',
    meaning:
      'An error of its memory, its link or its firmware was found, or the card does not answer any more. No setting of Ollama causes or cures this.',
    causes: [
      'The power supply, a riser or the slot fails under load.',
      'The card is too hot or overclocked.',
      'The card’s memory or the card itself is broken.',
      'The driver’s firmware has stopped (Xid 119 and 120).',
    ],
    confirm: 'Look up the number after Xid in NVIDIA’s list, and see the card’s ECC counters and temperature.',
    fixes: {
      reboot: 'Restart the machine: a card that is off the bus comes back only so.',
      cooling: 'Take back overclocking, and check the cooling, the power cables and the seat of the card.',
      exclude: 'With several GPUs, let Ollama use a sound one, by its UUID.',
      replace: 'If it comes again, make a report for NVIDIA or the dealer and have the card replaced.',
    },
  },
}
