import type {Command, Platform} from './entry.ts'

/** What is done for more than one cause, wherever the server runs. */

/** A container keeps the environment and the ports it was made with; its models are in the volume and stay. */
export const recreateContainer = 'docker rm -f ollama && docker run -d --name ollama -v ollama:/root/.ollama'

export const restartService: Command = {run: 'sudo systemctl restart ollama', effect: 'needs-root', platform: 'linux'}

/** How to give the server a variable, wherever it runs: what a shell exports does not reach it. */
export function setForServer(assignment: string): readonly Command[] {
  const [name = '', value = ''] = assignment.split('=')
  return [
    {
      run: `sudo systemctl edit ollama  # add: [Service] and below it Environment="${assignment}"`,
      effect: 'needs-root',
      platform: 'linux',
    },
    restartService,
    {
      run: `${recreateContainer} -e ${assignment} -p 127.0.0.1:11434:11434 ollama/ollama  # with the flags it had, such as --gpus=all`,
      effect: 'changes-state',
      platform: 'docker',
    },
    {run: `kubectl set env deploy/ollama ${assignment}`, effect: 'changes-state', platform: 'kubernetes'},
    {
      run: `launchctl setenv ${name} "${value}"  # then quit and start Ollama`,
      effect: 'changes-state',
      platform: 'macos',
    },
    {
      run: `setx ${name} "${value}"  # then quit Ollama in the tray and start it`,
      effect: 'changes-state',
      platform: 'windows',
    },
  ]
}

/** How to take a variable from the server again. */
export function unsetForServer(name: string): readonly Command[] {
  return [
    {run: `sudo systemctl edit ollama  # remove the line with ${name}`, effect: 'needs-root', platform: 'linux'},
    restartService,
    {
      run: `${recreateContainer} -p 127.0.0.1:11434:11434 ollama/ollama  # with the flags it had, but without ${name}`,
      effect: 'changes-state',
      platform: 'docker',
    },
    {run: `kubectl set env deploy/ollama ${name}-`, effect: 'changes-state', platform: 'kubernetes'},
    {run: `launchctl unsetenv ${name}  # then quit and start Ollama`, effect: 'changes-state', platform: 'macos'},
    {
      run: `[Environment]::SetEnvironmentVariable("${name}", $null, "User")  # then quit Ollama in the tray and start it`,
      effect: 'changes-state',
      platform: 'windows',
    },
  ]
}

/** A line for the service, below [Service]. */
export function editService(line: string): readonly Command[] {
  return [
    {
      run: `sudo systemctl edit ollama  # add: [Service] and below it ${line}`,
      effect: 'needs-root',
      platform: 'linux',
    },
    restartService,
  ]
}

/** What environment the server really has. */
export const serverEnvironment: readonly Command[] = [
  {run: 'systemctl show ollama --property=Environment', effect: 'safe', platform: 'linux'},
  {run: "docker inspect --format '{{json .Config.Env}}' ollama", effect: 'safe', platform: 'docker'},
  {run: 'kubectl exec deploy/ollama -- env', effect: 'safe', platform: 'kubernetes'},
  {run: 'grep "server config" ~/.ollama/logs/server.log', effect: 'safe', platform: 'macos'},
  {run: 'Select-String "server config" "$env:LOCALAPPDATA\\Ollama\\server.log"', effect: 'safe', platform: 'windows'},
]

/** How to start a server that is installed, wherever it runs. */
export const startServer: readonly Command[] = [
  {run: 'sudo systemctl start ollama', effect: 'needs-root', platform: 'linux'},
  {run: 'ollama serve', effect: 'changes-state', platform: 'linux'},
  {run: 'docker start ollama', effect: 'changes-state', platform: 'docker'},
  {run: 'open -a Ollama', effect: 'changes-state', platform: 'macos'},
  {run: '& "$env:LOCALAPPDATA\\Programs\\Ollama\\ollama app.exe"', effect: 'changes-state', platform: 'windows'},
]

/** How to restart it. */
export const restartServer: readonly Command[] = [
  restartService,
  {run: 'docker restart ollama', effect: 'changes-state', platform: 'docker'},
  {run: 'kubectl rollout restart deploy/ollama', effect: 'changes-state', platform: 'kubernetes'},
  {run: 'osascript -e \'quit app "Ollama"\' && open -a Ollama', effect: 'changes-state', platform: 'macos'},
  {
    run: 'Get-Process "ollama*" | Stop-Process; & "$env:LOCALAPPDATA\\Programs\\Ollama\\ollama app.exe"',
    effect: 'changes-state',
    platform: 'windows',
  },
]

/** How to read the newest lines of the server's log. */
export const readLog: readonly Command[] = [
  {run: 'journalctl -u ollama --no-pager --since "-15min"', effect: 'safe', platform: 'linux'},
  {run: 'docker logs --tail 200 ollama', effect: 'safe', platform: 'docker'},
  {run: 'kubectl logs --tail 200 deploy/ollama', effect: 'safe', platform: 'kubernetes'},
  {run: 'tail -n 200 ~/.ollama/logs/server.log', effect: 'safe', platform: 'macos'},
  {run: 'Get-Content "$env:LOCALAPPDATA\\Ollama\\server.log" -Tail 200', effect: 'safe', platform: 'windows'},
]

/** How to find lines in the server's log; the words are an extended regular expression without double quotes. */
export function searchLog(words: string): readonly Command[] {
  return [
    {run: `journalctl -u ollama --no-pager | grep -iE "${words}" | tail`, effect: 'safe', platform: 'linux'},
    {run: `docker logs ollama 2>&1 | grep -iE "${words}" | tail`, effect: 'safe', platform: 'docker'},
    {run: `kubectl logs deploy/ollama | grep -iE "${words}" | tail`, effect: 'safe', platform: 'kubernetes'},
    {run: `grep -iE "${words}" ~/.ollama/logs/server.log | tail`, effect: 'safe', platform: 'macos'},
    {
      run: `Select-String "${words}" "$env:LOCALAPPDATA\\Ollama\\server.log" | Select-Object -Last 10`,
      effect: 'safe',
      platform: 'windows',
    },
  ]
}

/** How to find lines in the kernel's log. */
export function searchKernelLog(words: string): readonly Command[] {
  return [{run: `sudo journalctl -k --no-pager --grep "${words}"`, effect: 'needs-root', platform: 'linux'}]
}

/** How to get the newest Ollama. */
export const upgradeOllama: readonly Command[] = [
  {run: 'curl -fsSL https://ollama.com/install.sh | sh', effect: 'needs-root', platform: 'linux'},
  {run: 'docker pull ollama/ollama  # then recreate the container', effect: 'changes-state', platform: 'docker'},
  {
    run: 'kubectl set image deploy/ollama ollama=ollama/ollama:latest',
    effect: 'changes-state',
    platform: 'kubernetes',
  },
  {run: 'brew upgrade ollama  # the app updates itself', effect: 'changes-state', platform: 'macos'},
  {run: 'winget upgrade Ollama.Ollama', effect: 'changes-state', platform: 'windows'},
]

/** Which version answers, and which the command has. */
export const versions: readonly Command[] = [{run: '[OLLAMA_HOST={otherHost} ]ollama -v', effect: 'safe'}]

export const listModels: readonly Command[] = [{run: '[OLLAMA_HOST={otherHost} ]ollama list', effect: 'safe'}]

export const listLoaded: readonly Command[] = [{run: '[OLLAMA_HOST={otherHost} ]ollama ps', effect: 'safe'}]

export const showModel: readonly Command[] = [{run: '[OLLAMA_HOST={otherHost} ]ollama show {model}', effect: 'safe'}]

export const pullModel: readonly Command[] = [
  {run: '[OLLAMA_HOST={otherHost} ]ollama pull {model}', effect: 'changes-state'},
]

/** A blob that exists is never read again by a pull: the model has to go first. Its Modelfile is kept. */
export const replaceModel: readonly Command[] = [
  {run: '[OLLAMA_HOST={otherHost} ]ollama show --modelfile {model} > Modelfile.bak', effect: 'safe'},
  {run: '[OLLAMA_HOST={otherHost} ]ollama rm {model}', effect: 'changes-state'},
  ...pullModel,
]

/** What the NVIDIA driver says of its GPUs, where the server runs. */
export const nvidiaState: readonly Command[] = [
  {run: 'nvidia-smi', effect: 'safe', platform: 'linux'},
  {run: 'docker exec ollama nvidia-smi', effect: 'safe', platform: 'docker'},
  {run: 'kubectl exec deploy/ollama -- nvidia-smi', effect: 'safe', platform: 'kubernetes'},
  {run: 'nvidia-smi', effect: 'safe', platform: 'windows'},
  {run: '/usr/lib/wsl/lib/nvidia-smi', effect: 'safe', platform: 'wsl'},
]

/** How to get a newer driver for NVIDIA's GPUs. */
export const upgradeDriver: readonly Command[] = [
  {
    run: 'sudo ubuntu-drivers install  # elsewhere: the driver package of the distribution',
    effect: 'needs-root',
    platform: 'linux',
  },
  {run: 'Start-Process https://www.nvidia.com/drivers', effect: 'safe', platform: 'windows'},
]

export const reboot: readonly Command[] = [
  {run: 'sudo systemctl reboot', effect: 'needs-root', platform: 'linux'},
  {run: 'Restart-Computer', effect: 'changes-state', platform: 'windows'},
]

/** How to give the server a variable that is about NVIDIA's GPUs, which Macs do not have. */
export function setForCuda(assignment: string): readonly Command[] {
  return notOnMacs(setForServer(assignment))
}

/** The same model without the GPU: whether the GPU is what fails. */
export const runOnCpu: readonly Command[] = [
  {
    run: '[OLLAMA_HOST={otherHost} ]ollama run {model}  # at its prompt: /set parameter num_gpu 0',
    effect: 'changes-state',
  },
]

/** Of some commands, those for some platforms. */
export function only(commands: readonly Command[], ...platforms: readonly Platform[]): readonly Command[] {
  return commands.filter(({platform}) => platform !== undefined && platforms.includes(platform))
}

/** What concerns GPUs that Macs do not have. */
export function notOnMacs(commands: readonly Command[]): readonly Command[] {
  return commands.filter(({platform}) => platform !== 'macos')
}
