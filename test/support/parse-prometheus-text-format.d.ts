declare module 'parse-prometheus-text-format' {
  function parse(
    text: string,
  ): readonly {name: string; type: string; metrics: readonly {value: string; labels?: Record<string, string>}[]}[]

  export {parse as default}
}
