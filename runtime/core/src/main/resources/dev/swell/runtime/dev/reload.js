// Reloads the page when the server has something else to show.
(() => {
    'use strict';
    if (window.swellReloads) {
        return;
    }
    window.swellReloads = true;
    const events = new EventSource('/.swell/dev/events' + new URL(document.currentScript.src).search);
    events.addEventListener('changed', () => {
        events.close();
        location.reload();
    });
    addEventListener('pagehide', () => events.close());
})();
