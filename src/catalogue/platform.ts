import type {Platform} from './entry.ts'

/** What only one system prints; in this order, as a container on Windows is still a container. */
const marks: readonly (readonly [Platform, RegExp])[] = [
  ['kubernetes', /\bkubectl\b|kubelet|CrashLoopBackOff|\.svc\.cluster\.local/],
  ['docker', /^[\w-]{1,40}-\d+ {1,8}\| |\/root\/\.ollama\/|\bdocker(?::|d\b| run| exec| logs| compose)/m],
  ['wsl', /\/usr\/lib\/wsl\/|\/mnt\/[a-z]\/Users\/|microsoft-standard-WSL/],
  [
    'windows',
    /\b[A-Z]:\\|\.(?:exe|dll)\b|connectex|wsarecv|wsasend|WinError|\b0x[cC]0000\w{3}\b|^PS [A-Z]:|not recognized as (?:an internal|the name)/m,
  ],
  ['macos', /\/Users\/\w|ggml_metal|kIOGPU|\/opt\/homebrew\/|\bdarwin\b|\bmacOS\b/],
]

/** The system on which a text was printed, where it shows. */
export function platformOfText(text: string): Platform | undefined {
  return marks.find(([, mark]) => mark.test(text))?.[0]
}

/** The same for the system that Node runs on. */
export function platformOfNode(platform: NodeJS.Platform): Platform {
  return platform === 'win32' ? 'windows' : platform === 'darwin' ? 'macos' : 'linux'
}
