import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useMay } from '../../app/session.ts'
import { saveFile } from '../../kit/index.ts'

/** Writes an instrument's file where the clerk says, as it came; for who may see whole document numbers. */
export function useOriginal(): { readonly isAllowed: boolean; save(deviceFileId: string): Promise<void> } {
  const isAllowed = useMay('person.reveal')
  async function save(id: string): Promise<void> {
    try {
      const { fileName, base64 } = await call('eye.device.original', { id })
      await saveFile(fileName, base64)
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  return { isAllowed, save }
}
