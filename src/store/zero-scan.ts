import {open} from 'node:fs/promises'

/** So many zeros in a row are nothing that a file of weights has; a tensor of zeros, as a bias may be, is smaller. */
const runBytes = 4 << 20
const sampleBytes = 4_096
const samples = 32

/**
 * Looks whether a file has a long run of zeros, as a disk leaves it that lost power: at samples all over it, and around those
 * that are zero. Returns where such a run is, in bytes from the start; undefined where none was found.
 */
export async function findZeros(path: string, sizeBytes: number): Promise<number | undefined> {
  if (sizeBytes === 0) return undefined
  const handle = await open(path)
  try {
    const sample = Buffer.allocUnsafe(Math.min(sampleBytes, sizeBytes))
    const last = Math.max(0, sizeBytes - sample.length)
    const starts = new Set(Array.from({length: samples}, (_, index) => Math.floor((last * index) / (samples - 1))))
    for (const start of starts) {
      if (!(await isZero(handle, sample, start))) continue
      const length = Math.min(runBytes, sizeBytes)
      const from = Math.max(0, Math.min(start, sizeBytes - length))
      if (await isZero(handle, Buffer.allocUnsafe(length), from)) return from
    }
    return undefined
  } finally {
    await handle.close()
  }
}

async function isZero(handle: Awaited<ReturnType<typeof open>>, buffer: Buffer, start: number): Promise<boolean> {
  const {bytesRead} = await handle.read(buffer, 0, buffer.length, start)
  // Each byte equals the one before it, and the first is zero: compared at the speed of memory.
  return bytesRead > 0 && buffer[0] === 0 && buffer.subarray(0, bytesRead - 1).equals(buffer.subarray(1, bytesRead))
}
