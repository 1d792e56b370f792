import {loadLandmarks} from './model-load.ts'
import {startLandmarks} from './server-start.ts'

/** How an access line begins, up to its century. */
export const accessLandmark = '[gin] 2'

/** What tells something of the server's life, in lower case: the lines of these are read, whether they are good or bad. */
export const landmarks: readonly string[] = [
  accessLandmark,
  ...startLandmarks,
  ...loadLandmarks,
  'evicting',
  'truncating ',
  // Whose phrases have too few characters that do not vary.
  'nvrm: xid',
  'sigbus: ',
  'amdgpu: ring ',
  'ollama.service',
  'level=warn',
  'level=error',
  'level=fatal',
]
