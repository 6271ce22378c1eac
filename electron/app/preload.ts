// The bridge: one frozen object, one method per channel. It forwards and knows nothing.
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { channels, type EventName } from '../contract/channels.ts';

const listen = (event: EventName) => (listener: (payload: unknown) => void) => {
  const forward = (_event: IpcRendererEvent, payload: unknown) => listener(payload);
  ipcRenderer.on(event, forward);
  return () => {
    ipcRenderer.removeListener(event, forward);
  };
};

const api = Object.fromEntries(channels.map((channel) => [channel, (input: unknown) => ipcRenderer.invoke(channel, input)]));
contextBridge.exposeInMainWorld(
  'desk',
  Object.freeze({
    ...api,
    onChanged: listen('changed'),
    onCommand: listen('command'),
    onProgress: listen('progress'),
    pathOf: (file: File) => webUtils.getPathForFile(file),
  }),
);
