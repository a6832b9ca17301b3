"""What each page is asked inside the browser: when it has drawn, and what one step costs.

Every step is timed from the call to the end of the frame that shows it.
"""

from __future__ import annotations

FRAME = "() => new Promise(d => requestAnimationFrame(() => setTimeout(d, 0)))"

HELPERS = f"""
const frame = {FRAME};
const months = Array.from({{length: 36}}, (_, i) => {{
    const at = (n) => new Date(Date.UTC(2013, n, 1)).toISOString().slice(0, 10);
    return [at(i * 2), at(i * 2 + 12)];
}});
async function times(steps) {{
    const all = [];
    for (const step of steps) {{
        const start = performance.now();
        await step();
        all.push(performance.now() - start);
    }}
    return all;
}}
const ours = (prefix) => Object.keys(window).filter(k => k.startsWith(prefix)).map(k => window[k]);
"""

CANVAS_DRAWN = """
    while (!document.querySelector('canvas')) await frame();
    await frame(); await frame();
"""
DRAWN = {
    "geomap": "while (!window.geomap) await frame(); await geomap.ready; await frame();",
    "lonboard": CANVAS_DRAWN,
    "kepler.gl": CANVAS_DRAWN,
    "pydeck": CANVAS_DRAWN,
}
FOLIUM_DRAWN = """
    while (document.readyState !== 'complete') await frame();
    await frame(); await frame();
"""

STEPS = {
    "geomap": """
        const clock = months.map(([a, b]) => () => geomap.setWindow(a, b));
        const filter = [
            {event_type: ["Battles"]}, {event_type: ["Battles", "Protests"]}, {actor: ["group 3"]},
            {text: "market"}, {text: "bridge"}, {},
        ].map(f => () => geomap.setFilter(f));
        const windows = await times(clock);
        await geomap.reset();
        const filters = await times(filter);
        return {steps: windows, filters};
    """,
    "FastMarkerCluster": """
        const cluster = ours("fast_marker_cluster_")[0];
        const all = cluster.getLayers();
        return {steps: await times(months.slice(0, 8).map(([a, b]) => async () => {
            cluster.clearLayers();
            cluster.addLayers(all.filter(m => m.day >= a && m.day < b));
            await frame();
        }))};
    """,
    "MarkerCluster": """
        const cluster = ours("marker_cluster_")[0];
        const all = cluster.getLayers();
        return {steps: await times(months.slice(0, 8).map((_, i) => async () => {
            cluster.clearLayers();
            cluster.addLayers(all.filter((m, j) => j % 8 === i));
            await frame();
        }))};
    """,
    "GeoJson": """
        const layer = ours("geo_json_").find(l => l.getLayers);
        const all = layer.getLayers();
        return {steps: await times(months.slice(0, 4).map(([a, b]) => async () => {
            layer.clearLayers();
            for (const l of all) {
                const d = l.feature.properties.date;
                if (d >= a && d < b) layer.addLayer(l);
            }
            await frame();
        }))};
    """,
    "TimestampedGeoJson": """
        const map = ours("map_").find(m => m.timeDimension);
        return {steps: await times(months.slice(0, 8).map(([a]) => async () => {
            map.timeDimension.setCurrentTime(Date.parse(a));
            await frame();
        }))};
    """,
}
