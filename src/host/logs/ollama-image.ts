/** Ollama's own image, under whatever registry and owner, and the one of Open WebUI that has a server in it. */
const ollamaImage = /(?:^|\/)(?:ollama|open-webui:(?:[\w.-]*-)?ollama)(?:$|[:@])/

export function isOllamaImage(image: string): boolean {
  return ollamaImage.test(image)
}
