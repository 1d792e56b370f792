import type {WordsOf} from '../entry.ts'
import type {store as domain} from '../store.ts'

export const store: WordsOf<typeof domain> = {
  'disk-full': {
    title: 'The disk is full[: {freeBytes} free under {path}]',
    meaning:
      'The file system that holds the models has no room left; a pull stops, and files written now may end up empty. Creating a model needs room for a second copy while it works.',
    causes: [
      'The models fill it.',
      'Parts of an unfinished download lie there.',
      'The models are on a smaller partition than you think: the Linux service keeps them under /usr/share/ollama, a container in its volume.',
      'Something else fills the same disk, or a quota is used up.',
    ],
    confirm: 'See how much room is left on the file system that really holds the models.',
    fixes: {
      look: 'See what takes the room.',
      remove: 'Remove a model that is not needed; one from the registry can be pulled again, one you made cannot.',
      move: 'Or copy the models to a larger disk and set OLLAMA_MODELS for the server; delete the old folder only when the new one works.',
    },
  },
  'filesystem-unsupported': {
    title: 'The file system of the models folder cannot do what Ollama needs',
    meaning:
      'Ollama writes sparse files with long names, sets their size in advance and renames them. Some file systems refuse one of these.',
    causes: [
      'The folder is on exFAT, FAT32, a RAM disk or a network share.',
      'An NTFS disk is mounted under Linux, and Ollama is older than 0.1.30: it put a colon into file names.',
      'A network share was mounted again while files were open.',
    ],
    confirm: 'See on which kind of file system the folder lies.',
    fixes: {
      upgrade: 'If Ollama is old, upgrade it: newer versions use plain file names.',
      move: 'Move the models to a local disk with ext4, XFS, Btrfs, APFS or NTFS on Windows; the old folder stays until you delete it.',
    },
  },
  'manifest-corrupt': {
    title: 'The manifest[ of {model}] is damaged',
    meaning:
      'A manifest is the small file that says which files a model is made of. One of them is empty or no longer JSON, so the model vanishes from the list, and clean-ups and pulls of other models may fail too.',
    causes: [
      'The disk was full when it was written.',
      'The machine lost power, or the server was killed.',
      'The folder was copied in part, or a link in it leads nowhere.',
      'A file that is no manifest lies among them, such as the ._ files of macOS.',
    ],
    confirm: 'The log names the model; empty files among the manifests are damaged ones.',
    fixes: {
      pull: 'Pull the model again: that writes a new manifest, and what is on the disk is not downloaded again.',
      setAside:
        'If that fails, or the model is not needed, move its manifest out of the folder. The model is then no longer listed, and its weights go at the next start.',
      restart: 'Restart the server, so that it reads the manifests again.',
    },
  },
  'blob-missing': {
    title: 'A file of the model[ {model}] may be missing from the store',
    meaning:
      'The model is still listed, but the server cannot open one of its files. Many versions then only say that the model supports nothing, or that it was not found.',
    causes: [
      'A blob was deleted, or never copied.',
      'The server may not read it.',
      'A server that started during a copy removed files that no manifest named yet.',
    ],
    confirm: 'See whether the model can be shown, and which file the log names.',
    fixes: {
      pull: 'Pull it again: what is missing is fetched.',
      recreate: 'If the model was made with ollama create, create it again from its Modelfile.',
      copy: 'If the models were copied from another machine, stop the server, copy the blobs folder first and the manifests folder after it, and let the server’s user own both.',
    },
  },
  'models-dir-differs': {
    title: 'The server looks for models in another folder[ than {path}]',
    meaning:
      'The models are there, but not where this server looks. Every user, service and container has a folder of its own, and the variable OLLAMA_MODELS counts only where the server itself gets it.',
    causes: [
      'A server started by hand runs beside the service: it uses your own folder.',
      'OLLAMA_MODELS was set for a shell, not for the server, or its disk was not mounted.',
      'One server runs in WSL or a container, the other outside.',
    ],
    confirm: 'Compare what this server lists, and where it is told to look.',
    fixes: {
      useService: 'Stop the server that was started by hand, and use the one that has the models.',
      point: 'Or tell the server where the models are; its user must be able to read and write there.',
      pull: 'Or pull the model again into the folder in use.',
    },
  },
  'file-size-limit': {
    title: 'A file may not grow as large as the model',
    meaning: 'The system refused to let a file grow further, although the disk is not full.',
    causes: [
      'The folder is on FAT32, where a file ends at 4 GiB.',
      'The process has a limit on the size of files (ulimit -f, LimitFSIZE).',
    ],
    confirm: 'See whether there is a limit, and on which kind of file system the folder lies.',
    fixes: {
      limit: 'Lift the limit for the server and restart it.',
      move: 'If it is the file system, move the models to another one; the old folder stays until you delete it.',
    },
  },
  'disk-nearly-full': {
    title:
      'Little room is left for models[: {freeBytes} under {path}][, and {neededBytes} are still to come][, and {minimumBytes} are required]',
    meaning:
      'The next pull of a model will probably not fit.[ Removing a model frees its size: {freeable}.][ If the server keeps them on another disk, {override} pulls all the same.]',
    causes: ['The models fill the disk.'],
    confirm: 'See how much room is left.',
    fixes: {
      look: 'See which models are there.',
      remove: 'Remove one that is not needed; one from the registry can be pulled again, one you made cannot.',
      move: 'Or copy the models to a larger disk and set OLLAMA_MODELS for the server.',
    },
  },
  'blob-corrupt': {
    title: 'A file of the model[ {model}] is damaged or incomplete',
    meaning:
      'What lies on the server’s disk is not what was put there: it is cut short, zeroed or changed, or cannot be read. Ollama hashes a file only while it downloads it, never again.',
    causes: [
      'The disk was full, or the power failed, while it was written.',
      'It was copied in part, or made from a GGUF file that was itself incomplete.',
      'The disk is failing.',
    ],
    confirm: 'Hash the files, which takes a while: each one that is printed is damaged (-partial is only unfinished).',
    fixes: {
      repair:
        'On the server’s machine, have it pulled anew: the damaged file is set aside until a good one is there, and nothing else is touched.',
      repull:
        'By hand, remove a model that came from the registry and pull it again: pulling alone trusts a file that is there.',
      recreate:
        'A model made with ollama create cannot be pulled: create it again from the weights and the Modelfile that you made it of, and do not remove it before you have both.',
      disk: 'If it happens again, look whether the disk reports errors.',
    },
  },
  'store-not-readable': {
    title: 'A part of the store was not looked at[: {path}]',
    meaning:
      'The doctor could not read it. Whether the server can is another question: as a rule it runs as another user.',
    causes: [
      'The store belongs to the user of the service, and the doctor ran as another one.',
      'Files were copied into the store by another user; then the server may not read them either.',
      'A folder in the store is a link: what lies behind it may be anything.',
    ],
    confirm: 'See to whom it belongs.',
    fixes: {
      asOwner: 'Run the doctor as the user to whom it belongs, or as root.',
      give: 'If it belongs to another user than the rest of the store, give it to that one.',
    },
  },
  'repair-unfinished': {
    title: 'Files of a repair are still set aside[ in {path}]',
    meaning:
      'They are as they were before the repair began: it goes on still, was broken off, or could not tell what to do with them. Nothing is lost, but a model may lack them.',
    causes: [
      'The doctor was killed, or interrupted while the server hashed what it had pulled.',
      'A model is another version by now than the one that was set aside.',
      'Another doctor repairs the store at this moment.',
    ],
    confirm: 'See what is there.',
    fixes: {
      goOn: 'Repair again: what is missing is put back first, and what is good by now is no longer kept.',
      giveUp:
        'If they stay for more than some minutes and every model is whole, they are of an older version of a model: move them to where they belong to have that back, or remove the folder.',
    },
  },
  'blob-orphaned': {
    title: 'Files lie in the store that no model uses',
    meaning:
      'They only take room: no manifest names them. The server removes such files when it starts, unless it is told not to or cannot.',
    causes: [
      'A pull or a create was broken off.',
      'OLLAMA_NOPRUNE is set, or a damaged manifest stops the clean-up.',
      'The server’s user may not delete them.',
    ],
    confirm: 'See in the log whether the clean-up at the start was skipped or failed.',
    fixes: {
      restart:
        'Restart the server: it removes them, and the parts of unfinished downloads too (since 0.21 only those older than an hour).',
      prune: 'If OLLAMA_NOPRUNE is set, unset it.',
      remove: 'Or remove those that are older than an hour, on the server’s machine: they are listed first.',
    },
  },
  'partial-download-left': {
    title: 'Parts of an unfinished download are in the way or take room',
    meaning:
      'A pull keeps its parts in files that end in -partial, to go on from there. They stay when it is broken off, and fail it when something else takes them away.',
    causes: [
      'A pull was broken off.',
      'A second server or a restart removed the parts while they were in use.',
      'A virus scanner or a backup holds them open.',
    ],
    confirm: 'See what is left, and how much room it takes.',
    fixes: {
      finish: 'Pull the same model again: it goes on where it stopped, and the parts go when it is done.',
      old: 'Or remove those of downloads that are older than an hour, on the server’s machine: they are listed first.',
      remove: 'Or, while nothing is pulled, delete the parts; what they hold must be downloaded again.',
    },
  },
}
