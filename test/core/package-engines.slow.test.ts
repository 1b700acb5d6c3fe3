import { DATASETS } from '../../domain/export/datasets/index.ts'
import { expect, test } from 'vitest'
import { openScene, registerBirth } from '../support/birth-scene.ts'
import { testEngines } from '../support/engines.ts'
import { issueCertificate, openPackage, readyForPackage, sealMonth, sendReferral } from '../support/package-scene.ts'

const MONTH = '2026-03'
const engines = testEngines()

/** A month and its amendment on one engine: the data files of both packages. */
async function twoPackages(engine: (typeof engines)[number]): Promise<Record<string, string>> {
  const scene = await openScene({ database: await engine.open() })
  try {
    const organizationId = await readyForPackage(scene)
    const { motherId, newbornIds } = await registerBirth(scene, { newborns: [{ sex: '2' }, { sex: '1', bornAt: '2026-03-05T08:12' }] })
    await issueCertificate(scene, newbornIds[0]!)
    const first = await sendReferral(scene, motherId, organizationId)
    await sendReferral(scene, motherId, organizationId, { critical: true })
    const overdue = await scene.doctor.call('referral.list', { overdueOnly: true, offset: 0, limit: 10 })
    expect(overdue).toEqual({ total: 0, rows: [] })
    const one = await sealMonth(scene.reporter, MONTH)
    await scene.doctor.call('referral.void', { ...first, reason: '重复开单' })
    await issueCertificate(scene, newbornIds[1]!, '李思齐')
    const two = await sealMonth(scene.reporter, MONTH)
    expect(one).toMatchObject({ mode: 'I', records: 131 })
    expect(two).toMatchObject({ mode: 'I', records: 8 })
    const files: Record<string, string> = {}
    for (const [at, sealed] of [one, two].entries()) {
      for (const [name, text] of openPackage(sealed.folder, sealed.baseName)) if (name.startsWith('data/') || name.startsWith('csv/')) files[`${at + 1} ${name}`] = text
    }
    return files
  } finally {
    await scene.close()
  }
}

test('numbers, amendments and the bytes of the data files are the same on every engine', async () => {
  const [sqlite, ...others] = await Promise.all(engines.map(twoPackages))
  expect(Object.keys(sqlite!)).toHaveLength(DATASETS.length * 2 * 2)
  for (const other of others) expect(other).toEqual(sqlite)
})
