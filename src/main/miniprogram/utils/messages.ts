import { askSigned } from './api'
import { dictionary } from './dictionary'
import { read, write } from './store'

interface Grant { template: string; accepted: boolean }

/**
 * Asks WeChat's question "may we tell you?", from a tap. Somebody who said no is not asked again on the way of a report,
 * only when they tap the button that says so. Answers are kept until the server has them.
 */
export function askForMessages(byOwnWish = false): Promise<boolean> {
  const known = dictionary()
  const templates = (known ? known.messageTemplates : []).slice(0, 3)
  if (!templates.length || (!byOwnWish && read<boolean>('messages-refused'))) return Promise.resolve(false)
  return new Promise(resolve => {
    wx.requestSubscribeMessage({
      tmplIds: templates.map(template => template.templateId),
      success: answer => {
        const said = answer as unknown as Record<string, string>
        const grants = templates.map(({ code, templateId }) => ({ template: code, accepted: said[templateId] === 'accept' }))
        const accepted = grants.some(grant => grant.accepted)
        write('messages-refused', !accepted)
        write('grants', [...(read<Grant[]>('grants') || []), ...grants].slice(-9))
        resolve(accepted)
      },
      fail: () => resolve(false),
    })
  })
}

export async function flushGrants(): Promise<void> {
  const grants = read<Grant[]>('grants') || []
  if (!grants.length) return
  try {
    await askSigned('/api/v1/message-grants', { method: 'POST', body: { grants: grants.slice(0, 3) } })
    write('grants', (read<Grant[]>('grants') || []).slice(Math.min(3, grants.length)))
  } catch (later) {
    // the report matters more; they go with the next one
  }
}
