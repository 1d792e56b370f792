import type {WordsOf} from '../entry.ts'
import type {startup as domain} from '../startup.ts'

export const startup: WordsOf<typeof domain> = {
  'port-in-use': {
    title: 'The port[ {address}] is already in use[ by {process}]',
    meaning:
      'Another process already listens where the server wants to. Nearly always it is an Ollama that runs already, and then nothing needs to be started.',
    causes: [
      'Ollama already runs as a service, an app in the tray or menu bar, or a container, and “ollama serve” starts a second one.',
      'An Ollama inside WSL or Docker holds the port.',
      'Another program uses the port.',
    ],
    confirm: 'If the first command names a server version, an Ollama already runs there; the others name the process.',
    fixes: {
      use: 'Use the server that runs: “ollama run” finds it by itself.',
      restart: 'To give it other settings, change those of the service or app and restart that one.',
      stop: 'To run a server by hand, stop the other one first.',
      otherPort: 'Where another program needs the port, give Ollama another one, and tell every client.',
    },
  },
  'port-reserved-windows': {
    title: 'Windows does not let Ollama have its port[ {address}]',
    meaning:
      'Hyper-V, WSL or Docker reserves ranges of ports when Windows starts, and this time Ollama’s port lies in one of them. Reinstalling Ollama does not help.',
    causes: [
      'The Windows NAT service (winnat) reserved a range that contains the port.',
      'Security software or another program claims the port for itself.',
    ],
    confirm: 'See whether a range of the first list contains the port, 11434 unless OLLAMA_HOST names another.',
    fixes: {
      winnat:
        'In a PowerShell run as administrator, restart winnat so that it chooses other ranges, then start Ollama. Containers and WSL lose their network for that moment.',
      reserve: 'To keep it so, reserve the port for Ollama while winnat is stopped (as administrator).',
      otherPort: 'Or give Ollama a port outside the reserved ranges, and tell every client.',
    },
  },
  'env-not-applied': {
    title: 'A setting[ {variable}] never reached the server',
    meaning:
      'The server has only the environment of whatever started it. A variable set in a shell does not reach a service or an app.',
    causes: [
      'The variable was exported in a shell or in .bashrc, while a service or app runs the server.',
      'The server, or the app, was not restarted after the change.',
    ],
    confirm: 'See which environment the server really has.',
    fixes: {
      restart: 'If the setting is in the right place, make the server read it again.',
      set: 'Set the variable where the server runs.',
    },
  },
  'models-dir-permission': {
    title: 'The server may not use its models directory[: {path}]',
    meaning:
      'The user that runs the server cannot enter, read or write the directory of the models. As a service that is usually the user “ollama”, not you.',
    causes: [
      'OLLAMA_MODELS points below a home directory or a mount that the user “ollama” may not enter; each parent counts.',
      'Files were made by root, when “ollama serve” was run with sudo or models were copied.',
      'The unit forbids it, with ProtectHome or ProtectSystem.',
    ],
    confirm: 'Look for a directory on the way that the server’s user may not enter (x) or write (w).',
    fixes: {
      owner: 'Give the models directory to the user that runs the server.',
      traverse: 'Let that user pass through each parent that keeps it out; it sees no files there by that.',
      protectHome: 'If the unit has ProtectHome and the models are below /home, switch it off.',
      elsewhere: 'Or keep the models outside /home. Those that are there must be moved or pulled again.',
    },
  },
  'key-permission': {
    title: 'The server cannot read or create its key[ in {path}]',
    meaning:
      'Each server has a key, .ollama/id_ed25519 in the home directory of its user. It could not be read or made, and the server ends or cannot sign in.',
    causes: [
      'The home directory of the user “ollama” does not exist or belongs to someone else.',
      'The key was made by root.',
      'The container runs as a user that has no home directory it may write.',
    ],
    confirm: 'See where the home directory of the server’s user is, and who owns .ollama in it.',
    fixes: {
      owner:
        'Create what is missing of the home directory, and give .ollama in it to the server’s user. HOME_DIR is the directory that “getent” printed, usually /usr/share/ollama.',
      home: 'In a container, run it as the image’s own user, or set HOME to a volume that its user may write.',
      user: 'If the user “ollama” does not exist, create it with its home directory.',
    },
  },
  'key-invalid': {
    title: 'The server’s key is empty or damaged',
    meaning:
      'The file .ollama/id_ed25519 of the server’s user exists but holds no usable key. It has nothing to do with your own SSH keys.',
    causes: [
      'The disk was full or the power went when the key was written.',
      'An image, a backup or a volume brought an empty file.',
      'Another key was put in its place.',
    ],
    confirm: 'A good key starts with “-----BEGIN OPENSSH PRIVATE KEY-----”.',
    fixes: {
      restart: 'Restart the server first; sometimes that is enough.',
      replace:
        'Put the file aside and restart: the server makes a new key. It is a new identity, so sign in to ollama.com again if you were signed in.',
    },
  },
  'home-not-set': {
    title: 'HOME is not set for the server',
    meaning:
      'Ollama looks for its key and its models in the home directory, and whatever started it did not say where that is.',
    causes: [
      'A systemd unit of your own, without User= or HOME.',
      'A container, a cron job or a program that starts Ollama with an empty environment.',
    ],
    confirm: 'See whether the server has a user and HOME.',
    fixes: {
      home: 'Set HOME for the server.',
      user: 'Or let the unit run as the user “ollama”, which has a home directory.',
    },
  },
  'read-only-fs': {
    title: 'Ollama must write where nothing can be written[: {path}]',
    meaning: 'The path is on a file system that is mounted read-only. Changing owners or modes does not help.',
    causes: [
      'A container’s volume is mounted with :ro, or the container is read-only.',
      'The system keeps /usr read-only, as NixOS, Fedora Silverblue or SteamOS do.',
      'The unit makes it read-only, with ProtectSystem.',
      'The kernel made the disk read-only after an error.',
    ],
    confirm: 'See whether the mount has “ro”, and whether the unit protects the path.',
    fixes: {
      mount: 'Mount it writable. If the kernel made it read-only after an error, check the disk first.',
      sandbox: 'If the unit protects the path, allow it.',
      elsewhere: 'If the system is immutable, give the service a home directory that can be written.',
      container: 'Or run Ollama in a container.',
    },
  },
  'server-crash-on-start': {
    title: 'The server ends while it starts',
    meaning:
      'The process starts and ends again before it answers. The reason is in the lines of its log just before the end.',
    causes: [
      'A setting or a directory stops it: the line “Error:” above says which.',
      'A library is missing or too old: the exit status is 127.',
      'It crashes while it looks for GPUs, in a driver.',
    ],
    confirm: 'See the exit status and whether it is started again and again.',
    fixes: {
      log: 'Read the first error after the last start.',
      foreground: 'Or stop the service, start the server in a terminal and see what it says.',
      upgrade: 'If it crashes without saying why, install the newest version again.',
    },
  },
  'stale-app-instance': {
    title: 'An Ollama app that hangs keeps the server from starting',
    meaning:
      'The app thinks that it runs already, or an update is under way, and no server is started. The command waits for it in vain.',
    causes: [
      'A process of the app was left over from an update or a crash.',
      'The updater is still at work.',
      'The app starts the server too slowly.',
    ],
    confirm: 'See which processes of Ollama there are, and since when.',
    fixes: {
      restart: 'Quit Ollama and start it again.',
      kill: 'If it does not go, end its processes and start it again.',
      serve: 'Or run the server without the app, and see what it says.',
    },
  },
  'execution-blocked': {
    title: 'The system does not let Ollama run one of its programs[: {path}]',
    meaning: 'A program or library of Ollama is there, and starting or loading it is denied.',
    causes: [
      'Security software blocks it or has put it into quarantine, mostly by mistake.',
      'The file, or a directory above it, may not be executed by the server’s user, or is on a volume mounted noexec.',
      'A policy forbids it: SELinux, fapolicyd, AppArmor, Windows application control.',
    ],
    confirm: 'Look for a missing x, for noexec, and for denials in the log of the system or the security software.',
    fixes: {
      mode: 'Let everybody read and execute the program and its libraries.',
      policy: 'Where SELinux or fapolicyd denies it, restore the labels or trust the files.',
      allow:
        'Restore the file from quarantine and exempt Ollama’s folder (as administrator). Nothing in the folder is scanned from then on, so do it only for an Ollama from ollama.com.',
      reinstall: 'If files are gone, install Ollama again.',
    },
  },
  'libc-too-old': {
    title: 'The system’s C or C++ library is too old for Ollama[: it needs {required}]',
    meaning: 'Ollama’s programs were built for a newer system and cannot start on this one.',
    causes: [
      'The distribution is out of support, such as CentOS 7 or Ubuntu 18.04.',
      'The distribution has another C library, such as musl on Alpine.',
      'LD_LIBRARY_PATH or an environment such as conda puts an older library in front of the system’s.',
    ],
    confirm: 'Compare the version of glibc with the one in the message.',
    fixes: {
      container: 'Run Ollama in a container, which brings its own libraries.',
      upgradeSystem: 'Upgrade the distribution. Do not replace glibc on its own: the whole system depends on it.',
      olderOllama: 'An older Ollama may still run, but knows fewer models.',
    },
  },
  'not-installed-or-path': {
    title: 'The program ollama was not found',
    meaning: 'It is not installed where it was called, or it is installed in a folder that is not searched.',
    causes: [
      'Ollama is not installed on this machine, or not in this container or notebook.',
      'The terminal was open before the installation, or PATH lacks the folder.',
      'The unit’s ExecStart names a path that does not exist.',
    ],
    confirm: 'See whether the program exists, and where.',
    fixes: {
      path: 'If it is installed, open a new terminal, or add its folder to PATH.',
      install: 'If it is not, install it.',
      unit: 'If the service cannot find it, correct the path in its unit.',
    },
  },
  'install-download-failed': {
    title: 'The installer could not download or unpack Ollama',
    meaning:
      'The download broke off, or something else came in its place, such as the page of a proxy. What is installed now may be incomplete.',
    causes: [
      'The connection was cut; the file is more than a gigabyte.',
      'A proxy or firewall blocks ollama.com or github.com.',
      'A tool that the installer needs is missing, such as zstd.',
    ],
    confirm: 'See whether the file can be reached, and whether there is room for it.',
    fixes: {
      again: 'Install again.',
      tools: 'If it asks for zstd or another tool, install that first.',
      proxy: 'Behind a proxy, tell the installer’s shell.',
      resume:
        'Where the connection is cut again and again, repeat this download, which goes on where it stopped, and unpack it yourself. On ARM the file is ollama-linux-arm64.tar.zst.',
    },
  },
  'install-snap-curl': {
    title: 'curl cannot write the file that it downloads',
    meaning:
      'A curl installed as a snap may not write to /tmp or hidden folders, and the installer needs it to. It is rarely a matter of disk space.',
    causes: ['curl is a snap.', 'The disk is full, or the folder may not be written.'],
    confirm: 'See whether curl is in /snap/bin.',
    fixes: {
      replace: 'Replace the snap by the package of the distribution, and install again.',
      space: 'If curl is no snap, see whether the disk is full.',
    },
  },
  'ca-store-outdated': {
    title: 'This system does not trust the certificate of ollama.com',
    meaning:
      'The list of trusted authorities is old or missing, the clock is wrong, or something between here and there presents a certificate of its own.',
    causes: [
      'The package ca-certificates is old or missing.',
      'The clock is wrong.',
      'A company’s proxy or security software intercepts TLS.',
      'CURL_CA_BUNDLE or SSL_CERT_FILE names a file that is not there.',
    ],
    confirm: 'See whether the date is right, and who issued the certificate that comes.',
    fixes: {
      clock: 'Set the clock.',
      bundle: 'Update the list of authorities.',
      company: 'If a proxy intercepts TLS, add its certificate to the system that runs the server.',
    },
  },
  'several-servers': {
    title: 'More than one Ollama server runs on this machine[: {count}]',
    meaning:
      'Each server has its own models, variables and log, and they compete for the same memory. What was pulled or set for the one is not there for the other.',
    causes: [
      'A service runs, and somebody also started “ollama serve” or the app.',
      'A container with Ollama runs beside a server of the machine itself.',
      'Several users each run one.',
    ],
    confirm: 'See which there are, whose they are, and since when.',
    fixes: {
      stop: 'Stop the one that nobody uses.',
      disable: 'If the service is the one that nobody uses, keep it from being started again.',
      keep: 'If both are meant, give each its own port and memory, and set “several-servers” to “off” below “severity” in the configuration.',
    },
  },
  'version-mismatch-old-server': {
    title: 'The running server[ {serverVersion}] and the ollama command[ {clientVersion}] differ in version',
    meaning:
      'Mostly Ollama was upgraded, and the server that was running before still runs. Newer models and features fail on an older server.',
    causes: [
      'The server was not restarted after the upgrade.',
      'Two installations are on this machine.',
      'The server runs in a container or on another machine, with a version of its own.',
    ],
    confirm: 'Compare the two versions, and see how long the server has been running.',
    fixes: {
      restart: 'Restart the server.',
      find: 'If the old version comes back, look for a second installation and remove it the way it was installed.',
      upgrade: 'If the server is in a container or on another machine, upgrade it there.',
    },
  },
  'ollama-origins-malformed': {
    title: 'OLLAMA_ORIGINS holds something that is not an origin',
    meaning:
      'The server ends at once when an entry of OLLAMA_ORIGINS has no scheme. An origin is written as a browser sends it: https://app.example.com, with a port where there is one, without a path.',
    causes: [
      'An entry without http:// or https://.',
      'Quotes, semicolons or blanks in the value; entries are separated by commas.',
    ],
    confirm: 'See which value the server has.',
    fixes: {
      write:
        'Write whole origins, separated by commas. Pages of these origins can use Ollama, which has no authentication, so name only those you trust.',
      unset: 'If no web page of another origin uses Ollama, remove the variable.',
    },
  },
  'port-privileged': {
    title: 'The server may not use the port[ {address}]',
    meaning:
      'Ports below 1024 are reserved for root. OLLAMA_HOST=http://… without a port means port 80, and https://… means 443.',
    causes: [
      'OLLAMA_HOST has a scheme and no port.',
      'OLLAMA_HOST names a port below 1024.',
      'A security policy, such as SELinux, forbids the port.',
    ],
    confirm: 'See which OLLAMA_HOST the server has.',
    fixes: {
      port: 'Name the port, best the usual one. Keep the address you need; other than 127.0.0.1, anyone who reaches it can use Ollama, which has no authentication.',
      capability: 'Or allow the service to use low ports.',
    },
  },
  'temp-dir-unusable': {
    title: 'The directory for temporary files cannot be used[: {path}]',
    meaning:
      'Ollama writes temporary files when it looks for GPUs and when it imports models. The directory is missing, or the server’s user may not write there.',
    causes: [
      'TMPDIR names a directory that does not exist for the service.',
      '/tmp has the wrong mode, or belongs to someone else.',
      'The container has no /tmp, or is read-only.',
    ],
    confirm: 'See whether TMPDIR is set for the server; /tmp must show drwxrwxrwt.',
    fixes: {
      unset: 'Take TMPDIR from the server, so that it uses the system’s directory.',
      mode: 'Restore the directory of the system.',
    },
  },
  'models-dir-not-a-directory': {
    title: 'The models directory is not a directory[: {path}]',
    meaning:
      'Where the server looks for models, or wants to create the directory, there is a file or nothing at all. Changing owners does not help.',
    causes: [
      'OLLAMA_MODELS names a file, or a path below one.',
      'OLLAMA_MODELS names a disk that is not mounted or a drive that is not there.',
    ],
    confirm: 'See what is at this path.',
    fixes: {
      folder: 'Set OLLAMA_MODELS to a directory that exists, or mount its disk before the server starts.',
      rename: 'Or, if nothing needs the file, put it aside; the server then creates the directory.',
    },
  },
  'cli-usage': {
    title: 'The ollama command does not know this usage[: {command}][: {flag}]',
    meaning: 'The command, a flag or the number of arguments is not one that this version of ollama has.',
    causes: [
      'A word is misspelt or missing, mostly the name of the model.',
      'The command or flag came with a newer version.',
      'The setting is no flag: the context is set with /set parameter num_ctx, in a Modelfile or with OLLAMA_CONTEXT_LENGTH.',
    ],
    confirm: 'See which commands there are, and which version this is.',
    fixes: {
      help: 'See how the command is used.',
      upgrade: 'If it came with a newer version, upgrade.',
    },
  },
  'unit-line-ignored': {
    title: 'systemd does not take a line of the unit as it is meant[: {variable}]',
    meaning:
      'A variable stands in the unit or a drop-in in a form that systemd leaves out, or cuts. It tells so in its own log only, and starts the server without it.',
    causes: [
      'A value with a blank in it stands without quotes: only its first word is taken.',
      'The line has no Environment= before it.',
      'The line does not stand below [Service].',
    ],
    confirm: 'See what systemd says of the unit, and which variables it gives to the server.',
    fixes: {
      line: 'Write it so, the whole assignment in quotes, and restart.',
      remove: 'Take the line that does nothing out of its file; this shows where it stands.',
    },
  },
  'config-unknown-variable': {
    title: 'No version of Ollama reads the variable[ {variable}][: {suggestion} is the one that is read]',
    meaning:
      'A variable is set that the Ollama server does not know, so it changes nothing. Other programs may have one of this name.',
    causes: [
      'A similar name is the right one: OLLAMA_CONTEXT_LENGTH for the context, OLLAMA_HOST with a port, OLLAMA_LOAD_TIMEOUT, OLLAMA_MODELS.',
      'It is no setting of the server but an option of each request, such as num_gpu or num_thread.',
      'It belongs to another program.',
    ],
    confirm: 'The first command lists the variables that the server reads; then see which ones it has.',
    fixes: {
      rename: '[Use {suggestion}, which is the one that is read.]',
      request:
        'For num_gpu, num_thread, num_batch or temperature, put PARAMETER lines into a Modelfile or send them as options.',
      remove: 'Remove the one that is not read.',
    },
  },
  'config-variable-version': {
    title:
      'This version[ {serverVersion}] does not read the variable[ {variable}][: it is read from {since} on][: it was read before {until}]',
    meaning: 'The variable is one of Ollama’s, and the server that runs does not know it, so it changes nothing.',
    causes: [
      'The server is older than the instructions that were followed.',
      'The setting was taken out of Ollama, or is made by itself now.',
    ],
    confirm: 'The first command lists the variables that the installed version reads.',
    fixes: {
      upgrade: 'If a newer version reads it, upgrade Ollama.',
      remove: 'If none does any more, remove it.',
    },
  },
  'config-invalid-value': {
    title: 'The server cannot read the value of a variable as it is meant[: {variable}][ is {value}]',
    meaning: 'The server takes its default instead, or something that was not meant, and goes on.',
    causes: [
      'A number is expected, and there is a text, a unit or a typing error.',
      'The value is one that only other versions know.',
    ],
    confirm: 'See which value the server has; its log names the default that it took.',
    fixes: {
      correct: 'Write a value that it can read: most take a whole number, durations a unit, as in 5m.',
      remove: 'Or leave the default.',
    },
  },
  'log-unreadable': {
    title: 'No log of the server can tell more[: it is on {remoteHost}]',
    meaning:
      'The log belongs to a service or another user, Ollama does not write it where it was looked for, or it has nothing of that time. Without it some causes cannot be told.',
    causes: [
      'Your user may not read the journal of the service, or use Docker.',
      'The server was started by hand, and its log is in that terminal.',
      'Ollama runs somewhere else: in a container, in WSL, on another machine.',
    ],
    confirm: 'See your groups, and how Ollama runs.',
    fixes: {
      point: 'If it is in a file, under another unit’s name or in another container, say where.',
      root: 'If it belongs to a service, read it as root.',
      group: 'Or join the group that may read the journal.',
      foreground:
        'If “ollama serve” runs in a terminal, the log is what it prints there: keep it with “ollama serve 2>&1 | tee ollama.log”.',
      remote: 'If the server is on another machine, read its log from here.',
    },
  },
}
