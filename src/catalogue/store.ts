import {noSuchFile, usedByAnother} from './common-phrases.ts'
import type {Command, Entry} from './entry.ts'
import {
  listModels,
  pullModel,
  recreateContainer,
  replaceModel,
  restartServer,
  restartService,
  searchKernelLog,
  searchLog,
  serverEnvironment,
  setForServer,
  showModel,
  unsetForServer,
  upgradeOllama,
} from './steps.ts'

/** How much room is left where the server keeps its models. */
const freeSpace: readonly Command[] = [
  {run: 'df -h[ {path}]', effect: 'safe', platform: 'linux'},
  {run: 'docker exec ollama df -h /root/.ollama /tmp', effect: 'safe', platform: 'docker'},
  {run: 'kubectl exec deploy/ollama -- df -h /root/.ollama /tmp', effect: 'safe', platform: 'kubernetes'},
  {run: 'df -h ~/.ollama/models', effect: 'safe', platform: 'macos'},
  {run: 'Get-PSDrive -PSProvider FileSystem', effect: 'safe', platform: 'windows'},
]

/** On the server's own machine. */
const repairStore: readonly Command[] = [
  {run: 'ollama-doctor verify[ {model}] --repair[ --store {store}][ --host {otherHost}]', effect: 'changes-state'},
]

function removeWith(flag: string): readonly Command[] {
  return [{run: `ollama-doctor verify ${flag}[ --store {store}][ --host {otherHost}]`, effect: 'changes-state'}]
}

/** On what kind of file system the models lie. */
const fileSystem: readonly Command[] = [
  {run: 'df -hT[ {path}]', effect: 'safe', platform: 'linux'},
  {run: 'docker exec ollama df -T /root/.ollama', effect: 'safe', platform: 'docker'},
  {run: 'kubectl exec deploy/ollama -- df -T /root/.ollama', effect: 'safe', platform: 'kubernetes'},
  {run: 'diskutil info "$(df ~/.ollama/models | awk \'END{print $1}\')"', effect: 'safe', platform: 'macos'},
  {run: 'Get-Volume', effect: 'safe', platform: 'windows'},
]

/** How to tell the server where its models are. In a container the folder takes the place of the one in the volume. */
const pointToModels: readonly Command[] = setForServer('OLLAMA_MODELS=FOLDER').flatMap((command) => {
  if (command.platform === 'kubernetes') return []
  if (command.platform !== 'docker') return [command]
  return [
    {
      ...command,
      run: `${recreateContainer} -v FOLDER:/root/.ollama/models -p 127.0.0.1:11434:11434 ollama/ollama  # with the flags it had, such as --gpus=all`,
    },
  ]
})

/** How to copy the models to another disk and use them there. The old folder stays. */
const moveModels: readonly Command[] = [
  {
    run: 'sudo mkdir -p FOLDER && sudo cp -a /usr/share/ollama/.ollama/models/. FOLDER/',
    effect: 'needs-root',
    platform: 'linux',
  },
  {run: 'sudo chown -R ollama:ollama FOLDER', effect: 'needs-root', platform: 'linux'},
  {run: 'docker cp ollama:/root/.ollama/models/. FOLDER', effect: 'changes-state', platform: 'docker'},
  {run: 'mkdir -p FOLDER && cp -Rp ~/.ollama/models/. FOLDER/', effect: 'changes-state', platform: 'macos'},
  {
    run: 'robocopy "$env:USERPROFILE\\.ollama\\models" FOLDER /E',
    effect: 'changes-state',
    platform: 'windows',
  },
  ...pointToModels,
]

const removeModel: readonly Command[] = [{run: '[OLLAMA_HOST={otherHost} ]ollama rm MODEL', effect: 'changes-state'}]

/** Manifests in which nothing was written. */
const emptyManifests: readonly Command[] = [
  {
    run: 'sudo find /usr/share/ollama/.ollama/models/manifests -type f -size 0',
    effect: 'needs-root',
    platform: 'linux',
  },
  {run: 'docker exec ollama find /root/.ollama/models/manifests -type f -size 0', effect: 'safe', platform: 'docker'},
  {
    run: 'kubectl exec deploy/ollama -- find /root/.ollama/models/manifests -type f -size 0',
    effect: 'safe',
    platform: 'kubernetes',
  },
  {run: 'find ~/.ollama/models/manifests -type f -size 0', effect: 'safe', platform: 'macos'},
  {
    run: 'Get-ChildItem "$env:USERPROFILE\\.ollama\\models\\manifests" -Recurse -File | Where-Object Length -eq 0',
    effect: 'safe',
    platform: 'windows',
  },
]

/** What unfinished pulls have left. */
const partialFiles: readonly Command[] = [
  {
    run: "sudo find /usr/share/ollama/.ollama/models/blobs -name '*-partial*' -exec du -h {} +",
    effect: 'needs-root',
    platform: 'linux',
  },
  {
    run: "docker exec ollama find /root/.ollama/models/blobs -name '*-partial*' -exec du -h {} +",
    effect: 'safe',
    platform: 'docker',
  },
  {run: "find ~/.ollama/models/blobs -name '*-partial*' -exec du -h {} +", effect: 'safe', platform: 'macos'},
  {
    run: 'Get-ChildItem "$env:USERPROFILE\\.ollama\\models\\blobs\\*-partial*"',
    effect: 'safe',
    platform: 'windows',
  },
]

/** A file of the store: containers keep their images under `blobs/sha256/`. */
const blob = 'blobs{/|\\|\\\\}sha256{-|:}'

/** A GPU refuses arguments and operations in the words of a file system. */
const ofRunner = ['process has terminated', 'CUDA', 'ROCm', 'HIP error', 'Vulkan'] as const

/** What runs out in the same words: watches, shared memory, semaphores. */
const notOfDisk = ['file watchers', 'inotify', 'fsnotify', ", watch '", '/dev/shm', 'semget', 'shmget'] as const

const badJson = '{EOF|unexpected EOF|unexpected end of JSON input|invalid character}'

export const store = {
  'disk-full': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          '{write|open|mkdir|create|copy|rename|truncate|fallocate} …{ollama|models|blobs}…: {no space left on device|disk quota exceeded|There is not enough space on the disk}',
        ],
        confidence: 'certain',
        unless: notOfDisk,
      },
      {
        says: [
          'no space left on device',
          'There is not enough space on the disk',
          'No space left on disk',
          'ENOSPC:',
          'disk quota exceeded',
          '[Errno 28]',
          '(os error 28)',
          'Es steht nicht genug Speicherplatz auf dem Datenträger zur Verfügung',
          'Auf dem Gerät ist kein Speicherplatz mehr verfügbar',
          'Espace insuffisant sur le disque',
          'Aucun espace disponible sur le périphérique',
          'No hay espacio en disco suficiente',
          'Espacio en disco insuficiente',
          'No queda espacio en el dispositivo',
          'Não há espaço suficiente no disco',
          'Espaço insuficiente no disco',
          'Não há espaço disponível no dispositivo',
          'Spazio su disco insufficiente',
          'Spazio esaurito sul device',
          'Недостаточно места на диске',
          'На устройстве не осталось свободного места',
          'Diskte yeterli yer yok',
          'Aygıtta boş yer kalmadı',
          'Za mało miejsca na dysku',
          'Brak miejsca na urządzeniu',
          'ディスクに十分な空き領域がありません',
          'デバイスに空き領域がありません',
          '디스크 공간이 부족합니다',
          '장치에 남은 공간이 없음',
          '磁盘空间不足',
          '设备上没有空间',
          '磁碟空間不足',
          '磁碟的空間不足',
          '裝置上已無多餘空間',
        ],
        confidence: 'likely',
        unless: notOfDisk,
      },
    ],
    examples: [
      {text: 'write /root/.ollama/models/blobs/sha256-0123-partial: no space left on device', surface: 'api'},
      {
        text: 'write C:\\Users\\me\\.ollama\\models\\blobs\\sha256-0123-partial: There is not enough space on the disk.',
        surface: 'api',
      },
      {text: 'Error: write /srv/models/blobs/sha256-77b1-partial: disk quota exceeded', surface: 'cli'},
      {text: 'Error: write D:\\models\\blobs\\sha256-77b1-partial: 磁盘空间不足。', surface: 'cli'},
    ],
    confirm: freeSpace,
    fixes: {
      look: [...freeSpace, ...listModels],
      remove: removeModel,
      move: moveModels,
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'filesystem-unsupported': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          `{open|write|truncate|rename|chtimes} …${blob}…: invalid argument`,
          '{write|open|truncate|chtimes|chmod|symlink|link|rename|copy_file_range} …{models|blobs}…: {operation not supported|not supported by the file system|function not implemented|file name too long|filename too long|invalid cross-device link|stale NFS file handle|stale file handle}',
          '{write|open|truncate|rename} …blobs…: {Incorrect function|The parameter is incorrect}',
        ],
        confidence: 'certain',
        unless: ofRunner,
      },
      {
        says: [
          'Error: Incorrect function.',
          'Error: Unzulässige Funktion.',
          'Error: Fonction incorrecte.',
          'Error: Función incorrecta.',
          'Error: Funzione non corretta.',
          'Error: Função incorreta.',
          'Error: Неверная функция.',
          'Error: 函数不正确。',
          'Error: 函數不正確。',
          'Error: ファンクションが間違っています。',
          '"error":"Incorrect function."',
        ],
        confidence: 'likely',
      },
      {
        says: [
          '{chmod|chtimes|chown|symlink|link|truncate} …blobs…: operation not permitted',
          '{chmod|chtimes|chown|symlink|link} …models…: operation not permitted',
          'blobs…sha256:…: The filename, directory name, or volume label syntax is incorrect',
        ],
        confidence: 'likely',
      },
      {says: ['blobs…: file too large', 'write …sha256-…: file too large'], confidence: 'possible'},
    ],
    examples: [
      {
        text: 'Error: open /mnt/usb/ollama/blobs/sha256:8934d96d3f08982e95922b2b7a2c626a1fe873d7c3b06e8e56d7bc0a1fef9246-partial-3: invalid argument',
        surface: 'cli',
      },
      {text: '{"error":"truncate /mnt/nas/models/blobs/sha256-8934-partial: operation not supported"}', surface: 'api'},
      {text: 'pulling manifest\nError: Incorrect function.', surface: 'cli'},
    ],
    confirm: fileSystem,
    fixes: {
      upgrade: upgradeOllama,
      move: moveModels,
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'manifest-corrupt': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          `bad manifest" name=<model> error=${badJson}`,
          `bad manifest" name=<model> error="${badJson}`,
          `bad manifest config" name=<model> error=${badJson}`,
          `bad manifest config" name=<model> error="${badJson}`,
          'bad manifest filepath" name=<model> error="invalid digest format',
          `corrupt manifests detected, skipping prune operation. Re-pull or delete to clear" error="<model> ${badJson}`,
          `to clear" error="<model> ${badJson}`,
          '^registry.ollama.ai/<model>: {EOF|unexpected EOF|unexpected end of JSON input}$',
          '^registry.ollama.ai/<model> {EOF|unexpected EOF|unexpected end of JSON input}$',
          '^registry.ollama.ai/<model>: invalid character',
          `failed to {hydrate|refresh} model list cache" model=<model> error=${badJson}`,
          `failed to {hydrate|refresh} model list cache" model=<model> error="${badJson}`,
        ],
        confidence: 'certain',
      },
      {
        says: ['corrupt manifests detected, skipping prune operation'],
        confidence: 'likely',
        unless: ['permission denied', 'Access is denied'],
      },
      {
        says: [
          'pulling model with bad existing manifest" name=<model> error=',
          '{opening|creating} layer with empty digest',
        ],
        confidence: 'likely',
      },
      {
        says: ['{read|open} …manifests…: {is a directory|Incorrect function}', `failed to load manifest: ${badJson}`],
        confidence: 'likely',
        with: ['{ollama|huggingface.co|hf.co}'],
      },
      // A link that leads nowhere; before 0.1.40 also a model that is not there.
      {
        says: ['stat …manifests…: {no such file or directory|The system cannot find the}'],
        confidence: 'likely',
        with: ['{ollama|huggingface.co|hf.co}'],
        versions: {from: '0.2.0'},
        unless: ['{manifests/|manifests\\\\}registry.ollama.ai{/library/|\\\\library\\\\}'],
      },
      {
        says: ['stat …manifests…: {no such file or directory|The system cannot find the}'],
        confidence: 'possible',
      },
      {
        says: [
          "^invalid character '…x00' looking for beginning of value",
          'invalid digest format',
          '"error":"EOF"',
          '"message":"EOF"',
        ],
        confidence: 'likely',
        statuses: [500],
        unless: ['parsing GGUF', 'converting', 'pull model manifest'],
      },
      {says: ['^EOF$'], confidence: 'likely', statuses: [500], surfaces: ['api'], unless: ['parsing GGUF']},
      {
        says: ['^unexpected EOF$'],
        confidence: 'possible',
        statuses: [500],
        surfaces: ['api'],
        unless: ['parsing GGUF'],
      },
      {
        says: [
          '"error":"unexpected EOF"',
          '"message":"unexpected EOF"',
          '^unexpected end of JSON input',
          '^invalid character …in literal',
          "^invalid character '…' looking for beginning of object key string",
          "^invalid character '…' after {object key|array element}",
        ],
        confidence: 'possible',
        statuses: [500],
        unless: ['parsing GGUF', 'converting', 'pull model manifest', 'gathering model', 'SyntaxError'],
      },
      {
        says: ['Error: EOF$', 'Error: unexpected EOF$'],
        confidence: 'possible',
        unless: ['parsing GGUF', 'converting', 'pull model manifest', 'transferring', 'max retries'],
      },
      {
        says: ["couldn't write to …manifests"],
        confidence: 'possible',
        kind: 'effect',
      },
      {says: ['bad manifest" name=<model> error='], confidence: 'possible', kind: 'effect'},
      {says: ['bad manifest name" path=<path>'], confidence: 'possible', kind: 'harmless'},
    ],
    examples: [
      {
        text: 'time=2026-03-01T10:00:00.000Z level=WARN source=manifest.go:218 msg="bad manifest" name=registry.ollama.ai/library/mistral:7b error=EOF',
        surface: 'log',
      },
      {
        text: 'level=WARN source=routes.go:1965 msg="corrupt manifests detected, skipping prune operation.  Re-pull or delete to clear" error=EOF',
        surface: 'log',
      },
      {text: 'Error: registry.ollama.ai/library/gemma2:2b: EOF', surface: 'cli'},
      {text: '{"error":"EOF"}', surface: 'api', status: 500},
      {text: '{"error":"invalid character \'\\\\x00\' looking for beginning of value"}', surface: 'api', status: 500},
    ],
    confirm: [...searchLog('bad manifest|corrupt manifests'), ...emptyManifests],
    fixes: {
      pull: pullModel,
      setAside: [
        ...emptyManifests,
        {run: 'sudo mv FILE /var/tmp/', effect: 'needs-root', platform: 'linux'},
        {run: 'docker exec ollama mv FILE /tmp/', effect: 'changes-state', platform: 'docker'},
        {run: 'kubectl exec deploy/ollama -- mv FILE /tmp/', effect: 'changes-state', platform: 'kubernetes'},
        {run: 'mv FILE ~/', effect: 'changes-state', platform: 'macos'},
        {run: 'Move-Item FILE "$env:USERPROFILE"', effect: 'changes-state', platform: 'windows'},
      ],
      restart: restartServer,
    },
    links: [],
  },
  'blob-missing': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          `bad manifest {filepath|config}" name=<model> error="{open|stat} …: ${noSuchFile}`,
          `couldn't open {model|projector} file" error="open <path>: ${noSuchFile}`,
          `failed to load model metadata" model=… error="open <path>: ${noSuchFile}`,
          `read mmproj metadata …: open <path>: ${noSuchFile}`,
          `load draft model metadata: open <path>: ${noSuchFile}`,
          `failed to {hydrate|refresh} model list cache" model=<model> error="open <path>: ${noSuchFile}`,
        ],
        confidence: 'certain',
      },
      {
        says: [
          `{open|stat|CreateFile|GetFileAttributesEx} …${blob}…: ${noSuchFile}`,
          'failed to open …sha256-…No such file or directory',
        ],
        confidence: 'likely',
        unless: ['-partial', 'parsing GGUF', 'gathering model', 'transferring model', 'ollama create'],
      },
      {
        says: [`{open|stat|CreateFile|GetFileAttributesEx} …${blob}…: ${noSuchFile}`],
        confidence: 'possible',
        unless: ['-partial'],
      },
      // Servers print it of a model in the cloud, too, which has no file.
      {says: ['unknown capabilities for model" model=<model>'], confidence: 'possible', kind: 'harmless'},
      {
        says: [
          `failed to load manifest: open …: ${noSuchFile}`,
          'failed to read {config.json|tokenizer.json}: open …blobs',
        ],
        confidence: 'possible',
      },
    ],
    examples: [
      {
        text: 'level=WARN source=routes.go:1453 msg="bad manifest config" name=registry.ollama.ai/library/phi3:mini error="open /root/.ollama/models/blobs/sha256-3f8eb4da87fa: no such file or directory"',
        surface: 'log',
      },
      {
        text: 'level=ERROR source=images.go:156 msg="couldn\'t open model file" error="open C:\\\\Users\\\\me\\\\.ollama\\\\models\\\\blobs\\\\sha256-6a07: The system cannot find the file specified."',
        surface: 'log',
      },
      {text: '{"error":"open /data/models/blobs/sha256-29fd: no such file or directory"}', surface: 'api', status: 500},
    ],
    confirm: [...showModel, ...searchLog('open model file|open projector file|bad manifest')],
    fixes: {
      pull: pullModel,
      recreate: [{run: '[OLLAMA_HOST={otherHost} ]ollama create {model} -f Modelfile', effect: 'changes-state'}],
      copy: [],
    },
    links: [],
  },
  'models-dir-differs': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'models path not accessible, using default" path=<path> err=',
          'models path not accessible, using default',
        ],
        confidence: 'certain',
      },
    ],
    examples: [
      {
        text: 'time=2026-03-01T10:00:00.000Z level=WARN source=server.go:260 msg="models path not accessible, using default" path=E:\\\\ollama err="CreateFile E:\\\\ollama: The system cannot find the path specified."',
        surface: 'log',
      },
    ],
    confirm: [...listModels, ...serverEnvironment],
    fixes: {
      useService: [
        {run: 'systemctl status ollama --no-pager', effect: 'safe', platform: 'linux'},
        {run: 'docker ps --filter publish=11434', effect: 'safe', platform: 'docker'},
      ],
      point: pointToModels,
      pull: pullModel,
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'file-size-limit': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          '{write|copy|truncate|fallocate} …{models|blobs|ollama}…: file too large',
          'copy_file_range: file too large',
          'SIGXFSZ',
          'signal: file size limit exceeded',
        ],
        confidence: 'certain',
      },
      {
        says: [
          '{write|copy|truncate|fallocate} …: file too large',
          'EFBIG:',
          '{File size|Filesize} limit exceeded{: 25| (core dumped)}',
          'The file size exceeds the limit allowed and cannot be saved',
        ],
        confidence: 'likely',
      },
    ],
    examples: [
      {text: '{"error":"write /mnt/stick/models/blobs/sha256-765004338: file too large"}', surface: 'api', status: 500},
      {text: 'Error: The file size exceeds the limit allowed and cannot be saved.', surface: 'cli'},
    ],
    confirm: [
      {run: 'systemctl show ollama --property=LimitFSIZE', effect: 'safe', platform: 'linux'},
      {run: 'ulimit -f', effect: 'safe', platform: 'macos'},
      ...fileSystem,
    ],
    fixes: {
      limit: [
        {
          run: 'sudo systemctl edit ollama  # add: [Service] and below it LimitFSIZE=infinity',
          effect: 'needs-root',
          platform: 'linux',
        },
        restartService,
        {
          run: `${recreateContainer} --ulimit fsize=-1 -p 127.0.0.1:11434:11434 ollama/ollama  # with the flags it had, such as --gpus=all`,
          effect: 'changes-state',
          platform: 'docker',
        },
      ],
      move: moveModels,
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'disk-nearly-full': {
    severity: 'warning',
    retryable: false,
    patterns: [],
    examples: [],
    confirm: freeSpace,
    fixes: {
      look: listModels,
      remove: removeModel,
      move: moveModels,
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'blob-corrupt': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          `{read|open} …${blob}…: is a directory`,
          `{read|open|write} …${blob}…: {Data error (cyclic redundancy check)|The file or directory is corrupted and unreadable|structure needs cleaning}`,
        ],
        confidence: 'certain',
      },
      {
        says: [
          'tensor …offset+size (#) exceeds file size (#)',
          'offset+size exceeds file size',
          'data is not within the file bounds, model is corrupted or incomplete',
          "tensor '…' data is not within {the file|file} bounds",
          'model is corrupted or incomplete',
          "tensor '…' has invalid data",
        ],
        confidence: 'likely',
        unless: ['.gguf', 'parsing GGUF'],
      },
      {
        says: [
          'unexpectedly reached end of file$',
          'error loading model: read error:',
          'read mmproj metadata "<path>": {invalid file magic|EOF|unexpected EOF}',
          'load draft model metadata: {invalid file magic|EOF|unexpected EOF}',
          'error reading tensor" …error={EOF|"unexpected EOF}',
          'couldn\'t open {model|projector} file" error={EOF|"unexpected EOF|"invalid file magic}',
          `{read|write|open} …${blob}…: input/output error`,
          `${blob}…: {数据错误(循环冗余检查)|Datenfehler (CRC-Prüfung)}`,
        ],
        confidence: 'likely',
      },
      {
        says: [
          'invalid file magic',
          'failed to read tensor {shape|name|kind|offset|dimensions}',
          'gguf_init_from_file…: failed to read',
          'invalid magic characters',
        ],
        confidence: 'possible',
        unless: ['ollama create', 'parsing GGUF', 'creating model layer', '.gguf'],
      },
      {
        says: ['signal: bus error', 'SIGBUS', 'unable to load model: <path>blobs…sha256'],
        confidence: 'possible',
        kind: 'effect',
      },
    ],
    examples: [
      {text: 'tensor "output.weight" offset+size (663552) exceeds file size (100000)', surface: 'api'},
      {
        text: "llama runner process has terminated: error loading model: tensor 'x' data is not within the file bounds, model is corrupted or incomplete",
        surface: 'api',
      },
      {text: '{"error":"read /data/models/blobs/sha256-b4df21fb: is a directory"}', surface: 'api', status: 500},
      {text: 'Error: read /data/models/blobs/sha256-b4df21fb: input/output error', surface: 'cli'},
      {
        text: 'time=2026-11-22T23:05:47.300Z level=ERROR source=lazy.go:30 msg="error reading tensor" index=16 error="unexpected EOF"',
        surface: 'log',
      },
    ],
    confirm: [
      ...showModel,
      {
        run: `sudo sh -c 'cd /usr/share/ollama/.ollama/models/blobs && sha256sum sha256-*' | awk '$2 != "sha256-" $1'`,
        effect: 'needs-root',
        platform: 'linux',
      },
      {
        run: `docker exec ollama sh -c 'cd /root/.ollama/models/blobs && sha256sum sha256-*' | awk '$2 != "sha256-" $1'`,
        effect: 'safe',
        platform: 'docker',
      },
      {
        run: `kubectl exec deploy/ollama -- sh -c 'cd /root/.ollama/models/blobs && sha256sum sha256-*' | awk '$2 != "sha256-" $1'`,
        effect: 'safe',
        platform: 'kubernetes',
      },
      {
        run: `cd ~/.ollama/models/blobs && shasum -a 256 sha256-* | awk '$2 != "sha256-" $1'`,
        effect: 'safe',
        platform: 'macos',
      },
      {
        run: 'Get-FileHash "$env:USERPROFILE\\.ollama\\models\\blobs\\sha256-*" | Where-Object { $_.Path -notlike "*$($_.Hash)" }',
        effect: 'safe',
        platform: 'windows',
      },
    ],
    fixes: {
      repair: repairStore,
      repull: replaceModel,
      recreate: [],
      disk: [
        ...searchKernelLog('I/O error|EXT4-fs error|XFS .*corrupt|BTRFS.*csum'),
        {run: 'Get-PhysicalDisk | Select-Object FriendlyName, HealthStatus', effect: 'safe', platform: 'windows'},
      ],
    },
    links: [],
  },
  'store-not-readable': {
    severity: 'warning',
    retryable: false,
    patterns: [],
    examples: [],
    confirm: [
      {run: 'ls -ld {path}', effect: 'safe', platform: 'linux'},
      {run: 'ls -ld {path}', effect: 'safe', platform: 'macos'},
      {run: 'icacls {path}', effect: 'safe', platform: 'windows'},
    ],
    fixes: {
      asOwner: [{run: '[sudo -u {owner} ollama-doctor verify --store {store}]', effect: 'needs-root'}],
      give: [{run: '[sudo chown {storeOwner} {path}]', effect: 'needs-root'}],
    },
    links: [],
  },
  'repair-unfinished': {
    severity: 'error',
    retryable: false,
    patterns: [],
    examples: [],
    confirm: [
      {run: 'ls -lR {path}', effect: 'safe', platform: 'linux'},
      {run: 'ls -lR {path}', effect: 'safe', platform: 'macos'},
      {run: 'Get-ChildItem -Recurse {path}', effect: 'safe', platform: 'windows'},
    ],
    fixes: {
      goOn: repairStore,
      giveUp: [],
    },
    links: [],
  },
  'blob-orphaned': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: [
          "couldn't remove unused layers",
          'couldn\'t remove blob" blob=sha256-',
          "couldn't remove file '…blobs",
          'failed to prune unused',
        ],
        confidence: 'likely',
        kind: 'effect',
        unless: ['-partial'],
      },
    ],
    examples: [
      {
        text: 'level=ERROR source=images.go:922 msg="couldn\'t remove unused layers: remove /models/blobs/sha256-aa01: device or resource busy"',
        surface: 'log',
      },
    ],
    confirm: [...listModels, ...searchLog('unused blobs removed|remove unused layers|skipping prune')],
    fixes: {
      restart: restartServer,
      prune: unsetForServer('OLLAMA_NOPRUNE'),
      remove: removeWith('--remove-orphans'),
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'partial-download-left': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: [
          `{rename|remove|open} …-partial…${noSuchFile}`,
          `{rename|remove|open} …-partial…${usedByAnother}`,
          'couldn\'t remove blob" blob=…-partial',
        ],
        confidence: 'likely',
      },
    ],
    examples: [
      {
        text: 'Error: rename /data/models/blobs/sha256-6a07-partial /data/models/blobs/sha256-6a07: no such file or directory',
        surface: 'cli',
      },
      {
        text: 'Error: open C:\\Users\\me\\.ollama\\models\\blobs\\sha256-6a07-partial-2: The process cannot access the file because it is being used by another process.',
        surface: 'cli',
      },
    ],
    confirm: partialFiles,
    fixes: {
      finish: pullModel,
      old: removeWith('--remove-partials'),
      remove: [
        {
          run: "sudo find /usr/share/ollama/.ollama/models/blobs -name '*-partial*' -delete",
          effect: 'needs-root',
          platform: 'linux',
        },
        {
          run: "docker exec ollama find /root/.ollama/models/blobs -name '*-partial*' -delete",
          effect: 'changes-state',
          platform: 'docker',
        },
        {
          run: "kubectl exec deploy/ollama -- find /root/.ollama/models/blobs -name '*-partial*' -delete",
          effect: 'changes-state',
          platform: 'kubernetes',
        },
        {run: "find ~/.ollama/models/blobs -name '*-partial*' -delete", effect: 'changes-state', platform: 'macos'},
        {
          run: 'Remove-Item "$env:USERPROFILE\\.ollama\\models\\blobs\\*-partial*"',
          effect: 'changes-state',
          platform: 'windows',
        },
      ],
    },
    links: ['https://docs.ollama.com/faq'],
  },
} as const satisfies Record<string, Entry>
