-- requests.lua - what wrk asks: the paths of a file in turn, each thread from a place of its own.
-- BENCH_PATHS has a path a line, and after a blank the tag that the client has of it; BENCH_BODIES (for
-- POST) a body a line, BENCH_TOKEN the token.

local threads = 0
function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

local function lines(file)
    local found = {}
    for line in io.lines(file) do
        found[#found + 1] = line
    end
    return found
end

local requests, at = {}, 0
function init()
    local headers = {["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN")}
    local paths = lines(os.getenv("BENCH_PATHS"))
    local bodies = os.getenv("BENCH_BODIES")
    if bodies ~= "" then
        headers["Content-Type"] = "application/json"
        for _, body in ipairs(lines(bodies)) do
            requests[#requests + 1] = wrk.format("POST", paths[1], headers, body)
        end
    else
        for _, line in ipairs(paths) do
            local path, tag = line:match("^(%S+) ?(.*)$")
            headers["If-None-Match"] = tag ~= "" and tag or nil
            requests[#requests + 1] = wrk.format("GET", path, headers)
        end
    end
    at = math.floor(#requests / 2) * number
end

function request()
    at = at % #requests + 1
    return requests[at]
end

function done(summary, latency)
    local errors = summary.errors
    local bad = errors.connect + errors.read + errors.write + errors.status + errors.timeout
    local kinds = string.format("%d connect, %d read, %d write, %d status, %d late", errors.connect,
        errors.read, errors.write, errors.status, errors.timeout)
    io.write(string.format(
        'result {"requests": %d, "seconds": %.6f, "bad": %d, "errors": "%s", "p50_us": %d, "p99_us": %d}\n',
        summary.requests, summary.duration / 1e6, bad, kinds,
        latency:percentile(50), latency:percentile(99)))
end
