import {describe, expect, it} from 'vitest'
import {fileSystemAt, fileSystemOf} from '../../src/host/file-system.ts'

const mounts = `22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
60 27 8:17 / /media/user/USB\\040STICK rw,nosuid shared:2 - vfat /dev/sdb1 rw,uid=1000
61 27 8:18 / /mnt/a rw - exfat /dev/sdb2 rw
62 61 8:19 / /mnt/a/deeper rw shared:3 master:1 - btrfs /dev/sdc /rw
63 27 8:20 / /mnt/a rw - xfs /dev/sdd rw
`

describe('the file system under a path', () => {
  it.each([
    ['/home/user/.ollama/models/blobs', 'ext4'],
    ['/', 'ext4'],
    ['/media/user/USB STICK/models', 'vfat'],
    ['/mnt/a/deeper/models', 'btrfs'],
    // What was mounted over it hides it.
    ['/mnt/a/models', 'xfs'],
    ['/mnt/ab', 'ext4'],
  ])('of %s is %s', (path, type) => {
    expect(fileSystemAt(path, mounts)).toBe(type)
  })

  it('is not known where nothing tells', async () => {
    for (const text of ['', 'garbage', ' - ', 'a b c d / e - '])
      expect(fileSystemAt('/x', text) || undefined).toBe(undefined)
    expect(await fileSystemOf('/nonexistent')).toBe(undefined)
  })

  it.skipIf(process.platform !== 'linux')('is told by Linux', async () => {
    expect(await fileSystemOf('/proc/self')).toBe('proc')
  })
})
