import type { Output } from '../../../../domain/api/api.ts'
import { MOST_DEVICE_BYTES } from '../../../../domain/api/eye-device-api.ts'
import { message } from '../../../../domain/message/message.ts'
import { DEVICE_MAPPING_IDS, DEVICE_MAPPINGS, type DeviceMappingId } from '../../../../domain/rule/eye/device-mappings.ts'
import type { ReadContext } from '../../context.ts'
import { readDeviceSettings } from '../../device-settings.ts'
import { knownHashes, lookIntoFolder } from '../../list-file/watched-folder.ts'
import { takeFile, TOO_LARGE } from './device-read.ts'

const extensionsOf = (mapping: DeviceMappingId): readonly string[] => DEVICE_MAPPINGS[mapping].format === 'xml' ? ['.xml'] : ['.csv', '.txt']

/** One look into every folder this workstation watches. In the practice hospital nobody's real results are read. */
export async function watchFolders(context: ReadContext): Promise<Output<'eye.device.watch'>> {
  const answer: Output<'eye.device.watch'> = { folders: [], read: [], refused: [] }
  if (context.services.practice) return answer
  const { eyeFolders } = readDeviceSettings(context.ports.folders)
  for (const mapping of DEVICE_MAPPING_IDS) {
    const folder = eyeFolders[mapping]
    if (folder === '') continue
    const { isOpen, read, refused } = await lookIntoFolder(context.ports, {
      folder, extensions: extensionsOf(mapping), mostBytes: MOST_DEVICE_BYTES, tooLarge: TOO_LARGE, read: file => takeFile(context, file, mapping),
      taken: hashes => knownHashes(hashes, some => context.db.selectFrom('eyeDeviceFile').select('hash').where('hash', 'in', some).where('voidedAt', 'is', null).execute()),
    })
    answer.folders.push({ device: DEVICE_MAPPINGS[mapping].title, folder, problem: isOpen ? null : message('eyeDevice.noFolder', '文件夹打不开,请检查网络和仪器电脑是否开机,或在“设置 → 外接设备”中改正') })
    answer.read.push(...read)
    answer.refused.push(...refused)
  }
  return answer
}
