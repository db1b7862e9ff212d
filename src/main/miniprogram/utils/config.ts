/** Where the server is. The release address must also stand in WeChat's console under request and uploadFile domains. */
const RELEASE = 'https://fangpin110.example.gov.cn'
const DEVELOPMENT = 'http://localhost:8110'

export function server(): string {
  return wx.getAccountInfoSync().miniProgram.envVersion === 'develop' ? DEVELOPMENT : RELEASE
}

/** The national line for poverty relief, answered whatever this program does. */
export const HOTLINE = '12317'
