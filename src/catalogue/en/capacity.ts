import type {capacity as domain} from '../capacity.ts'
import type {WordsOf} from '../entry.ts'

export const capacity: WordsOf<typeof domain> = {
  'server-busy': {
    title: 'The server’s queue is full',
    meaning: 'More requests wait for a model to be loaded than the server queues, so it refuses new ones with 503.',
    causes: [
      'Many requests came at once for models that do not fit into memory together.',
      'One request hangs, and the others pile up behind it.',
      'OLLAMA_MAX_QUEUE is set low.',
    ],
    confirm: 'See what is loaded, and how often the log says so.',
    fixes: {
      retry: 'Ask again later, and with fewer requests at a time.',
      queue: 'Let it queue more.',
      models: 'If there is memory for it, keep more models loaded at once; the default is three for each GPU.',
    },
  },
  'client-timeout': {
    title: 'The answer did not come within the time allowed[: {waitedMs}][, {tokens} tokens had come]',
    meaning:
      'The server was still loading the model or computing when the client gave up. A request that is broken off also breaks off the load.',
    causes: [
      'The model is large, or its disk is slow.',
      'The model runs on the CPU, or the prompt is long.',
      'Other requests come first.',
      'Somebody stopped the answer or closed the window; then nothing is wrong.',
    ],
    confirm: 'See whether the log has requests that ended with status 499: their durations show the client’s limit.',
    fixes: {
      raise: 'Allow more time, here and in the settings of your client.',
      preload: 'Load the model before it is needed, and keep it loaded.',
      log: 'See in the log how far the load came.',
    },
  },
  'node-headers-timeout': {
    title: 'Node’s fetch gave up waiting after its own five minutes',
    meaning:
      'Ollama sends no HTTP headers before the first token, or before the whole answer when streaming is off. The fetch of Node waits 300 seconds for them and then says only “fetch failed”; the server is well.',
    causes: [
      'The request has stream set to false, and the whole answer takes longer than five minutes.',
      'Loading the model, or reading a long prompt, takes longer than five minutes.',
      'The model pauses for more than five minutes between two parts of its answer.',
    ],
    confirm: 'See whether the log has requests that ended after almost exactly five minutes.',
    fixes: {
      stream: 'Set stream to true in the request: the headers then come with the first token.',
      dispatcher:
        'Give the client a longer wait: install undici, and pass its fetch to the Ollama client, with an Agent as dispatcher whose headersTimeout and bodyTimeout are 0.',
      preload: 'Load the model before it is needed, and keep it loaded.',
    },
  },
  'load-timeout': {
    title: 'The model was not loaded within the server’s own time limit[: {model}]',
    meaning:
      'A load that makes no progress for OLLAMA_LOAD_TIMEOUT, five minutes unless it is set, is broken off by the server.',
    causes: [
      'The models are on a slow or remote disk.',
      'The model does not fit into memory, and the machine swaps.',
      'A virus scanner reads the model’s files, or the GPU driver hangs.',
    ],
    confirm: 'See how long loads take in the log, and how fast the disk reads.',
    fixes: {
      longer: 'Give loads more time.',
      preload: 'Load the model when nobody waits for it, and keep it loaded.',
      disk: 'Move the models to a faster disk, and point OLLAMA_MODELS there; see where they are now.',
      smaller: 'If the machine swaps while it loads, use a smaller model, or a smaller quantisation of it.',
    },
  },
  'reload-thrash': {
    title: 'The same model is loaded again and again[: {model}]',
    meaning:
      'A loaded model serves only requests with the same context length and load options. A request with others unloads it and loads it anew, which takes seconds to minutes each time.',
    causes: [
      'Two clients ask for the model with different num_ctx, num_gpu or num_batch.',
      'Several models take turns, and they do not fit into memory together.',
      'keep_alive is short, so that the model is gone before the next request.',
    ],
    confirm: 'Ask twice which context is loaded while the clients work, and count the loads in the log.',
    fixes: {
      options: 'Set the same num_ctx and num_gpu in every client; the model’s own parameters are here.',
      context: 'Or remove num_ctx from the clients, and set the context once on the server.',
      keep: 'Keep models loaded for longer.',
      models: 'If there is memory for it, keep more models loaded at once; the default is three for each GPU.',
    },
  },
  'load-slow': {
    title: 'Loading the model[ {model}] takes too long[: {loadMs}, and {maximumMs} are allowed]',
    meaning: 'The first request after the model was unloaded waits for so long.',
    causes: [
      'The models are on a slow or remote disk, and were not in the page cache.',
      'The model is large, or its context is.',
      'The machine swaps.',
    ],
    confirm: 'See how long loads take in the log, and how fast the disk reads.',
    fixes: {
      preload: 'Load it when nobody waits for it, and keep it loaded.',
      disk: 'Move the models to a faster disk.',
      smaller: 'Or use a smaller model, or a smaller quantisation of it.',
    },
  },
  'first-token-slow': {
    title: 'The first token[ of {model}] takes too long[: {firstTokenMs}, and {maximumMs} are allowed]',
    meaning:
      'Between a request and its first token the server loads the model, waits for others, and reads the prompt.',
    causes: ['The model had to be loaded first.', 'Other requests came first.', 'The model runs on the processor.'],
    confirm: 'See what is loaded, and where.',
    fixes: {
      preload: 'Load it before it is needed, and keep it loaded.',
      gpu: 'See whether it runs on the GPU.',
      queue: 'Or send fewer requests at a time.',
    },
  },
  'generation-slow': {
    title: 'The model[ {model}] is too slow[: {tokensPerSecond} tokens/s, and {minimum} are required]',
    meaning: 'This is the server’s own measure of how fast it generates, without the load and the prompt.',
    causes: [
      'The model, or a part of it, runs on the processor.',
      'Other requests, or other programs, use the same GPU.',
      'The GPU is slowed down by its temperature or its power limit.',
    ],
    confirm: 'See how the model is split between processor and GPU.',
    fixes: {
      gpu: 'See whether it runs on the GPU.',
      others: 'Ask again when nothing else uses the GPU.',
      smaller: 'Or use a smaller model, or a smaller quantisation of it.',
    },
  },
}
