/** Shows a measured value to a person: its unit is in its name, as in `loadMs` and `freeBytes`. */
export function formatFact(name: string, value: string | number): string {
  if (typeof value === 'string') return value
  if (name.endsWith('Ms')) return formatDuration(value)
  if (name.endsWith('Bytes')) return formatBytes(value)
  if (name.endsWith('Percent')) return `${Math.round(value)} %`
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 1 : 0)
}

function formatDuration(ms: number): string {
  if (ms < 1_000) return `${ms < 10 && ms > 0 ? Math.max(0.1, ms).toFixed(1) : Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`
  const seconds = Math.round(ms / 1_000)
  if (seconds < 3_600)
    return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  const minutes = Math.round((seconds % 3_600) / 60)
  return minutes === 0 ? `${Math.floor(seconds / 3_600)} h` : `${Math.floor(seconds / 3_600)} h ${minutes} min`
}

/** Decimal units, as disks and `ollama list` show them. */
function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB']
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const value = bytes / 1_000 ** power
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`
}
