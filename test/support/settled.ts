/** A report in any format, with what differs from run to run in a form that does not. */
export function settled(text: string): string {
  return text
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, 'TIME')
    .replace(/("?(?:\w+Ms|ms|tokensPerSecond)"?: ?)[\d.]+/g, '$1N')
    .replace(/\btime="[\d.]+"/g, 'time="N"')
    .replace(/(\w+_seconds(?:\{.*\})?|per_second(?:\{.*\})?) [\d.e+-]+$/gm, '$1 N')
    .replace(/('=)[\d.e-]+s\b/g, '$1Ns')
    .replace(/(tokensPerSecond [^=]*'=)[\d.]+/g, '$1N')
    .replace(/\d+(?:\.\d+)? m?s\b/g, 'N ms')
    .replace(/\d+(?:\.\d+)?( tokens\/s| 个 token)/g, 'N$1')
}
