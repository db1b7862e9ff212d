/** A photo from camera or album, small enough for one bar of signal, kept where a reboot does not take it. */
export async function takePhoto(): Promise<string> {
  const taken = await new Promise<string>((resolve, reject) => {
    wx.chooseMedia({
      count: 1, mediaType: ['image'], sourceType: ['camera', 'album'], sizeType: ['compressed'],
      success: media => resolve(media.tempFiles[0].tempFilePath),
      fail: fault => reject(new Error(/cancel/.test(fault.errMsg) ? 'cancelled' : 'failed')),
    })
  })
  const small = await new Promise<string>(resolve => {
    wx.compressImage({ src: taken, quality: 60, compressedWidth: 1280, success: made => resolve(made.tempFilePath), fail: () => resolve(taken) })
  })
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().saveFile({ tempFilePath: small, success: kept => resolve(kept.savedFilePath), fail: () => reject(new Error('failed')) })
  })
}
