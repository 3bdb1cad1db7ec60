// The single file opened from a disk in WebKit.

import { tellSingleFile } from "../single-stories.mjs";
import { axe, openWebKit } from "../webkit.mjs";

tellSingleFile({
  open: openWebKit,
  axe,
  stopped: [/execute a script/i, /beside\.js/, /elsewhere\.test/, /apply a stylesheet/i, /data:text\/plain/],
});
