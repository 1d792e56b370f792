import type {WordsOf} from '../entry.ts'
import type {request as domain} from '../request.ts'

export const request: WordsOf<typeof domain> = {
  'request-invalid-json': {
    title: 'The request’s body is not valid JSON',
    meaning:
      'The server could not read the body. The character in the message is where it stopped, and mostly tells what went wrong.',
    causes: [
      'The shell changed the quotes: cmd and PowerShell treat single and double quotes otherwise than a Unix shell.',
      'A line end, a tab or a quote inside a text is not escaped, or a comma is left over.',
      'The body is a form, UTF-16, has a byte-order mark, or is compressed.',
      'The body was cut, or its Content-Length is wrong.',
    ],
    confirm: 'Put the body into a file and have it checked.',
    fixes: {
      quote: 'Compare with a request that is quoted for your shell.',
      file: 'Send the body from a file: no shell then touches its quotes.',
      encoding: 'In a program, let a JSON library write the body, as UTF-8 without a byte-order mark.',
    },
  },
  'request-wrong-type': {
    title: 'A value in the request has the wrong JSON type[: {field}][, which must be {type}]',
    meaning:
      'Ollama reads numbers as numbers and never converts a string. It answers some of these with 500, though the request is at fault.',
    causes: [
      'A number or a boolean was sent in quotes.',
      'A list or an object was sent where a text belongs, or the other way round: /api/chat wants “content” as a text, and tool arguments as an object.',
      'The program speaks OpenAI’s format to Ollama’s own endpoint.',
      'The field is newer than the server.',
    ],
    confirm: 'Put the body into a file, and look at the field that the message names.',
    fixes: {
      type: 'Send the value in its own type, without quotes.',
      field: 'Compare with a request that works.',
      upgrade: 'If the documentation allows the type, the server is older than that: upgrade it.',
    },
  },
  'request-missing-field': {
    title: 'The request lacks a field[: {field}]',
    meaning:
      'The body was read, and something that the endpoint needs is not in it. An empty answer whose done_reason is “load” is the same: the request had no prompt, so the model was only loaded.',
    causes: [
      'The field is misspelt or empty: /api/chat wants “messages”, /api/generate “prompt”, /api/embed “input”.',
      'The variable that should fill it is not set.',
      'The body never arrived: a redirect turned POST into GET, or a proxy dropped it.',
    ],
    confirm: 'Put the body that your program sends into a file, and look at its fields.',
    fixes: {
      send: 'Compare with a request that works.',
      variable: 'Set the model in the program’s settings, and see that the name is not empty.',
    },
  },
  'server-too-old-for-api': {
    title: 'The server[ {serverVersion}] is too old for a part of the API[: it lacks {missing}]',
    meaning: 'The endpoint or field came with a later version, and what relies on it does not work.',
    causes: [
      'Ollama was not upgraded for a long time.',
      'An old server still runs after an upgrade.',
      'The path is wrong, which looks the same where the answer is a bare 404.',
    ],
    confirm:
      'Compare the version with what is needed: /api/chat 0.1.14, /v1 0.1.24, /api/ps 0.1.38, /api/embed 0.2.6, JSON schemas 0.5.0, thinking 0.9.0.',
    fixes: {upgrade: 'Upgrade Ollama, and restart it.'},
  },
  'version-out-of-range': {
    title: 'The server’s version[ {serverVersion}] is not one that is required[: {range}]',
    meaning: 'It may work all the same; whoever runs this check has asked for other versions.',
    causes: ['The server was not upgraded.', 'The server was upgraded further than was tested.'],
    confirm: 'See which version answers.',
    fixes: {
      upgrade: 'Where it is too old, upgrade Ollama, and restart it.',
      pin: 'Where it is too new, install the version that was tested; a container is best named by its tag.',
      range: 'Or change --require-version, or requireVersion in the configuration.',
    },
  },
  'option-unknown': {
    title: 'Ollama does not know an option[: {option}]',
    meaning:
      'The option is misspelt, or was removed. In a request the server ignores it with a warning and goes on; in a Modelfile it is an error.',
    causes: [
      'The option was removed from Ollama, such as tfs_z or mirostat.',
      'It is misspelt, or has the name that another program uses (num_ctx is right, max_tokens and num_context are not).',
      'The program sends a fixed list of options that is older than the server.',
    ],
    confirm: 'See which options the server ignores.',
    fixes: {
      spell: 'Remove it from the request or from the program’s settings, or spell it as the documentation does.',
      modelfile: 'If it stands in a Modelfile, remove its PARAMETER line and create the model anew.',
    },
  },
  'keep-alive-invalid': {
    title: 'keep_alive has a value that Ollama cannot read[: {value}]',
    meaning:
      'A number means seconds, and a negative number for ever. A text needs a unit: s, m or h. “-1” and “300” as texts have none, and “d” and “min” are no units.',
    causes: ['The program sends the number as a text.', 'The unit is missing or unknown.'],
    confirm: 'Send it with a unit: the server accepts this.',
    fixes: {
      number: 'Send a number without quotes. -1 keeps the model loaded until it is stopped.',
      unit: 'Or a text with a unit, such as 30m or 24h.',
      update:
        'If a program sends it, write the value with a unit in its settings (-1m works as for ever), or update it.',
    },
  },
  'think-value-invalid': {
    title: '“think” has a value that this server does not accept[: {value}]',
    meaning:
      'think is true, false or a level: low, medium, high, in newer versions max as well. Before 0.11 it was true or false only, and some versions take levels for gpt-oss models only.',
    causes: [
      'true or false was sent as a text.',
      'The server is older than the level that is asked for.',
      'The model takes no levels.',
    ],
    confirm: 'See which version runs, and whether the model has the capability “thinking”.',
    fixes: {
      value:
        'Use one of the values that the message names; true and false without quotes. In a chat of the command it is /set nothink.',
      upgrade: 'For levels, upgrade Ollama.',
    },
  },
  'image-invalid': {
    title: 'An image or a recording in the request cannot be read',
    meaning:
      'Ollama’s own endpoints want bare base64 in “images”; the OpenAI endpoints want a data: URL. Ollama fetches nothing from the web, and knows only some formats.',
    causes: [
      'A data: URL was sent where bare base64 belongs: “illegal base64 data at input byte 4” is its colon.',
      'A web address or a file’s path was sent.',
      'The file is empty, damaged, or of another format (HEIC, SVG, AVIF, or sound other than WAV).',
    ],
    confirm: 'See what kind of file it is.',
    fixes: {
      encode: 'For /api/chat and /api/generate send this, without “data:image/…;base64,” before it.',
      openai: 'For /v1 send image_url as “data:image/png;base64,…”.',
      format: 'Convert it to PNG or JPEG, and sound to WAV.',
    },
  },
  'format-schema-invalid': {
    title: 'The “format” of the request cannot be used',
    meaning:
      'format is the text “json” or a JSON schema. The server turns a schema into a grammar, and not every schema can be turned into one. In some versions it is then silently not applied, and only the log tells.',
    causes: [
      'format is empty, or something else than “json” or an object.',
      'The schema uses what the grammar does not know: \\d and \\w in a pattern, a $ref that leads nowhere, or unknown types.',
      'The client’s library and the server are of different times.',
    ],
    confirm: 'See what the log says of the grammar.',
    fixes: {
      smallest: 'Try a small schema that works, and add yours step by step.',
      schema: 'Take patterns and references out: write 0-9 in brackets for \\d, and put definitions in place.',
      upgrade: 'Schemas need 0.5.0; upgrade an older server, and the client’s library with it.',
    },
  },
  'request-invalid-value': {
    title: 'A value in the request is not allowed[: {field}]',
    meaning: 'The type is right, but not this value, or not together with another one of the request.',
    causes: [
      'raw was asked for together with a template, a system prompt or a context.',
      'The messages are in an order or of a role that the model’s template refuses.',
      'A digest is not sha256: and 64 hexadecimal digits, or “context” comes from another model.',
      'More images than the model takes were sent.',
    ],
    confirm: 'Put the body into a file, and look at the field that the message names.',
    fixes: {
      value: 'Change or leave out what the message names.',
      minimal: 'Begin with the smallest request, and add field after field.',
    },
  },
  'request-malformed': {
    title: 'The request was refused before Ollama’s API read it',
    meaning:
      'What arrived cannot be served: the Host header is missing, the headers or the body are too large, or the body is not of the kind that its header says.',
    causes: [
      'A proxy or a hand-written client sends broken headers.',
      'Cookies or tokens of another site make the headers larger than the server allows.',
      'A proxy in front of Ollama limits the size of a body, and images make it large: nginx allows 1 MB by default.',
      'An upload was not sent as multipart/form-data, or its compression is broken.',
    ],
    confirm: 'See whether a plain request is answered.',
    fixes: {
      direct: 'Ask the server directly, without the proxy.',
      header: 'Let the proxy send a Host header, and remove cookies and large headers before they reach Ollama.',
      limit:
        'If the body is too large, raise the proxy’s limit (client_max_body_size of nginx), or send smaller images.',
      multipart: 'Send files as multipart/form-data, and let the HTTP library set the Content-Type.',
    },
  },
  'option-out-of-range': {
    title: 'A number in the request is outside of its range[: {field}]',
    meaning:
      'Ollama checks the range of top_logprobs only, and fails on numbers beyond what it can store. Any other message about a range comes from a gateway in front of it.',
    causes: [
      'The value is outside of what the gateway allows.',
      'top_logprobs is not between 0 and 20.',
      'The number is too large, such as 1e308.',
    ],
    confirm: 'If the log does not show the request, Ollama never saw it: the gateway refused it.',
    fixes: {
      range: 'Use a value within the range that the message names.',
      drop: 'Or leave the option out: the model’s own value is then used.',
    },
  },
}
