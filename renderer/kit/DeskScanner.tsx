import { App } from 'antd'
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import { kindOfScan } from '../../domain/device/scan-recogniser.ts'
import { call, CallFailure } from '../api/client.ts'
import { showFailure } from '../api/failure.ts'
import { useCall } from '../api/useCall.ts'
import { t } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { deskScan, startScanner, useScanner } from './scanner.ts'

/** The scanner of this window: a certificate number or an ID number scanned anywhere opens the child or the person. */
export function DeskScanner() {
  const { message } = App.useApp()
  const navigate = useNavigate()
  const mayPersons = useMay('person.read')
  const mayRegister = useMay('person.write')
  const mayCertificates = useMay('certificate.read')
  const settings = useCall('device.settings', null, { staleTimeMs: 600_000 }).data
  const scanner = settings?.scanner
  const screen = settings?.secondScreen
  useEffect(() => (scanner ? startScanner(scanner, sentence => void message.warning({ key: 'scanner', content: sentence, duration: 6 })) : undefined), [scanner, message])
  useEffect(() => {
    if (!screen?.openAtStart || screen.mode === 'off') return
    call('device.openScreen', { open: true }).catch((error: unknown) => {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    })
  }, [screen])

  async function open(text: string): Promise<void> {
    try {
      if (kindOfScan(text) === 'certificate' && mayCertificates) {
        const found = await call('certificate.find', { number: text })
        if (found) { void navigate(`/certificate/${found.newbornId}`); return }
        if (!mayPersons) { void message.info(t('scanner.noCertificate', '编号 {{number}} 还没有用于签发', { number: text })); return }
      }
      const [hit, ...others] = mayPersons ? (await call('person.search', { text, limit: 2 })).filter(one => one.exact) : []
      if (hit && others.length === 0) { void navigate(`/people/${hit.id}`); return }
      if (kindOfScan(text) === 'certificate') void message.info(t('scanner.noCertificate', '编号 {{number}} 还没有用于签发', { number: text }))
      else if (mayRegister) {
        void message.info(t('scanner.newPerson', '没有这个证件号的人员,请登记'))
        void navigate(`/people/new?typed=${encodeURIComponent(text)}`)
      } else void message.info(t('scanner.noPerson', '没有这个证件号的人员'))
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  useScanner(text => void open(text), deskScan, { level: 'desk', enabled: mayPersons || mayCertificates })
  return null
}
