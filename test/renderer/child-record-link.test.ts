import { expect, test } from 'vitest'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { RECORDS } from '../../domain/modules/index.ts'
import { childRecordLink } from '../../renderer/modules/people/child-record-link.ts'

test('every record of the eye clinic that hangs on a child is opened in the eye clinic', () => {
  const ofEyes = RECORDS.filter(({ id, fields }) => id.startsWith('eye.') && Object.values(fields).some(field => field.kind === 'ref' && field.to === childFile.id)).map(({ id }) => id)
  expect(Object.fromEntries(ofEyes.map(id => [id, childRecordLink(id, 'F', 'R')]))).toEqual({
    'eye.visit': '/eyes/F/visits/R', 'eye.referral': '/eyes/F/referrals/R', 'eye.retinopathy': '/eyes/F/fundus/R', 'eye.glasses': '/eyes/F/glasses/R', 'eye.file': '/eyes/F', 'eye.photo': '/eyes/F', 'eye.deviceRow': '/eyes/F',
  })
  expect(childRecordLink('child.bloodSpot', 'F', 'R')).toBe('/children/F?tab=screening')
})
