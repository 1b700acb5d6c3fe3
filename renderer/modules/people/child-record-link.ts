const PAGES: Readonly<Record<string, (fileId: string, rowId: string) => string>> = {
  'child.visit': (fileId, rowId) => `/children/${fileId}/visits/${rowId}`,
  'child.newbornVisit': (fileId, rowId) => `/children/${fileId}/home-visits/${rowId}`,
  'child.scale': (fileId, rowId) => `/children/${fileId}/scales/${rowId}`,
  'child.case': (fileId, rowId) => `/children/${fileId}/cases/${rowId}`,
  'child.entranceExam': (fileId, rowId) => `/children/${fileId}/entrance/${rowId}`,
  'child.deathCard': fileId => `/children/${fileId}?tab=cases`,
  'child.autism': fileId => `/children/${fileId}?tab=development`,
  'child.file': fileId => `/children/${fileId}`,
  'eye.visit': (fileId, rowId) => `/eyes/${fileId}/visits/${rowId}`,
  'eye.referral': (fileId, rowId) => `/eyes/${fileId}/referrals/${rowId}`,
  'eye.retinopathy': (fileId, rowId) => `/eyes/${fileId}/fundus/${rowId}`,
  'eye.glasses': (fileId, rowId) => `/eyes/${fileId}/glasses/${rowId}`,
  'eye.file': fileId => `/eyes/${fileId}`,
  'eye.photo': fileId => `/eyes/${fileId}`,
  'eye.deviceRow': fileId => `/eyes/${fileId}`,
}

/** Where a row of a child's file is opened; what has no page of its own stands on the tab of newborn screening. */
export const childRecordLink = (record: string, fileId: string, rowId: string): string => PAGES[record]?.(fileId, rowId) ?? `/children/${fileId}?tab=screening`
