import {arch, cpus, release} from 'node:os'
import type {Host} from '../host.ts'

/** The system that the doctor runs on. */
export interface System {
  /** `Ubuntu 24.04.1 LTS`, `macOS 15.1`, `win32` … */
  readonly name: string
  readonly kernel: string
  readonly architecture: string
  readonly processor: string
  readonly processors: number
  readonly wsl?: 1 | 2
  readonly isContainer: boolean
}

export async function readSystem(host: Host): Promise<System> {
  const [name, osRelease, isContainer] = await Promise.all([
    nameOf(host),
    host.platform === 'linux' ? host.read('/proc/sys/kernel/osrelease') : undefined,
    host.inContainer(),
  ])
  const wsl = wslOf(osRelease ?? '', host)
  const all = cpus()
  return {
    name,
    kernel: osRelease?.trim() || release(),
    architecture: arch(),
    processor: all[0]?.model.trim() ?? '',
    processors: all.length,
    ...(wsl !== undefined && {wsl}),
    isContainer,
  }
}

async function nameOf(host: Host): Promise<string> {
  if (host.platform === 'darwin')
    return `macOS ${(await host.ask('sw_vers', ['-productVersion']))?.stdout.trim() ?? ''}`
  const release = host.platform === 'linux' ? await host.read('/etc/os-release') : undefined
  return /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(release ?? '')?.[1] ?? host.platform
}

/** WSL 1 is a kernel of Microsoft's, with a capital letter; WSL 2 is Linux. */
function wslOf(osRelease: string, {env}: Host): System['wsl'] {
  if (/-Microsoft/.test(osRelease)) return 1
  return /microsoft|WSL2/.test(osRelease) || env.WSL_DISTRO_NAME !== undefined ? 2 : undefined
}
