#!/usr/bin/env node
import module from 'node:module'

// Node 22.8 and newer keep the compiled code from one run to the next.
module.enableCompileCache?.()
const {run} = await import('../dist/main.js')
process.exitCode = await run(process.argv.slice(2), process)
// Everything is written and flushed. What may still hold the process is a name look-up that nothing can cancel.
setTimeout(() => process.exit(), 50).unref()
