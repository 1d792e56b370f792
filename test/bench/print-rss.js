// Loaded into a measured process: prints its peak memory, in kilobytes, and its CPU time when it ends.
import {writeSync} from 'node:fs'

process.on('exit', () => {
  const {maxRSS, userCPUTime, systemCPUTime} = process.resourceUsage()
  writeSync(2, `maxRSS=${maxRSS} cpuMs=${Math.round((userCPUTime + systemCPUTime) / 1_000)}\n`)
})
