/** What programs print for more than one cause, as phrases or parts of phrases (phrase.ts). */

/** How systems say in other words that a file is not there. */
export const noSuchFile =
  '{no such file or directory|file does not exist|The system cannot find the file specified|The system cannot find the path specified|Das System kann die angegebene Datei nicht finden|Le fichier spécifié est introuvable|El sistema no puede encontrar el archivo especificado|Não é possível encontrar o arquivo especificado|Impossibile trovare il file specificato|Не удается найти указанный файл|Sistem belirtilen dosyayı bulamıyor|指定されたファイルが見つかりません|系统找不到指定的文件|系统找不到指定的路径|系統找不到指定的檔案|지정된 파일을 찾을 수 없습니다}'

/** How Windows says that another program has a file open. */
export const usedByAnother =
  '{being used by another process|da sie von einem anderen Prozess verwendet wird|car ce fichier est utilisé par un autre processus|porque está siendo utilizado por otro proceso|já que ele está sendo usado por outro processo|perché è utilizzato da un altro processo|этот файл занят другим процессом|başka bir işlem tarafından kullanıldığından|另一个程序正在使用此文件|另一個程序正在使用}'

/** Where the runner crashed, that is the question, and no warning beside it. */
export const crashed = [
  'process has terminated',
  'exit status',
  'no longer running',
  'signal arrived during',
  'panic:',
  'GGML_ASSERT',
  'CUDA error',
  'ROCm error',
  'unexpected EOF',
  'runner has unexpectedly stopped',
  'level=ERROR',
] as const

/** The server lists a GPU after all. */
export const gpuListed = 'msg="inference compute"…library={CUDA|ROCm|Vulkan|Metal}'
