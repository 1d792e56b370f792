/** Where Ollama listens, and its client connects, unless OLLAMA_HOST says otherwise. */
export const defaultHost = '127.0.0.1'
export const defaultPort = 11434
export const defaultUrl = `http://${defaultHost}:${defaultPort}`
