import type {CheckContext, Evidence} from '../checks/check.ts'
import type {GpuDevices} from '../host/machine/gpu-devices.ts'
import type {GpuReading} from '../host/machine/gpus.ts'
import type {OllamaProcess} from '../host/machine/processes.ts'
import type {Service} from '../host/machine/service.ts'
import type {Obstacle} from './gpu-obstacles.ts'

/** Devices by which a GPU is reached, in a unit's list of those that it may use. */
const gpuDevice = /nvidia|drm|\/dri|kfd|dxg/

/** Of the files through which GPUs are reached, those that the server does not have, or may not open. */
export async function deviceObstacles(
  readings: readonly GpuReading[],
  {machine, server: target}: CheckContext,
): Promise<Obstacle[]> {
  const {port} = target.client.address
  const [devices, server, service] = await Promise.all([
    machine.gpuDevices(port),
    machine.server(port),
    machine.service(),
  ])
  if (server === undefined) return []
  const sandbox = service && server.unit === `${service.unit}.service` ? hiddenBySandbox(service) : []
  if (sandbox.length > 0) return sandbox
  if (devices === undefined) return []
  const has = (source: string): boolean =>
    readings.some((reading) => reading.source === source && reading.gpus.length > 0)
  return [...(has('amdgpu') ? ofAmd(devices, server) : []), ...(has('nvidia-smi') ? ofNvidia(devices, server) : [])]
}

/** With devices of its own, or with a list of them in which no GPU is: a list alone lets nothing else be used. */
function hiddenBySandbox({unit, sandbox}: Service): Obstacle[] {
  const {PrivateDevices: own, DevicePolicy: policy, DeviceAllow: allowed} = sandbox
  const isListed = (policy !== undefined || allowed !== undefined) && !gpuDevice.test(allowed ?? '')
  const listed = Object.entries({DevicePolicy: policy, DeviceAllow: allowed}).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}=${value}`,
  )
  const settings = own === 'yes' ? [`PrivateDevices=${own}`] : isListed ? listed : []
  const evidence = [{source: `systemctl show ${unit}`, text: settings.join('\n')}]
  return settings.length === 0 ? [] : [{code: 'gpu-hidden-by-sandbox', confidence: 'likely', args: {unit}, evidence}]
}

/** ROCm needs both the compute driver's device and a render node. */
function ofAmd({folder, devices, user, groups}: GpuDevices, {pid}: OllamaProcess): Obstacle[] {
  const compute = devices.find(({path}) => path === `${folder}/kfd`)
  const nodes = devices.filter(({path}) => path.startsWith(`${folder}/dri/`))
  const missing = [...(compute ? [] : [`${folder}/kfd`]), ...(nodes.length > 0 ? [] : [`${folder}/dri/renderD*`])]
  if (missing.length > 0) return [found('amd-device-nodes-missing', missing.map(absent))]
  const closed = [compute, ...nodes].filter((device) => device !== undefined && !device.isOpen)
  // Of several GPUs, one is enough.
  if (compute?.isOpen && closed.length < nodes.length) return []
  const files = closed.map((device) => ({
    source: device?.path ?? '',
    text: `group ${device?.group}, mode ${device?.mode}`,
  }))
  return [found('amd-kfd-permission', [...files, {source: `/proc/${pid}/status`, text: whoIs(user, groups)}])]
}

function whoIs(user: string, groups: readonly string[]): string {
  return `the server runs as ${user}, in the groups ${groups.join(', ')}`
}

/** nvidia-smi works here, and the server has none of the devices, or not the one that CUDA needs beside them. */
function ofNvidia({folder, devices}: GpuDevices, {container}: OllamaProcess): Obstacle[] {
  const has = (pattern: RegExp): boolean => devices.some(({path}) => pattern.test(path))
  if (has(/\/dxg$/)) return []
  if (!has(/\/nvidiactl$/))
    return container === undefined ? [] : [found('gpu-not-passed-to-container', [absent(`${folder}/nvidiactl`)])]
  return has(/\/nvidia-uvm$/) ? [] : [found('nvidia-driver-not-initialized', [absent(`${folder}/nvidia-uvm`)])]
}

function absent(path: string): Evidence {
  return {source: path, text: 'it does not exist'}
}

function found(code: Obstacle['code'], evidence: readonly Evidence[]): Obstacle {
  return {code, confidence: 'likely', args: {}, evidence}
}
