-- 最小权限的角色。在 jianfu queue migrate 之后，由数据库所有者运行：
--   psql "$OWNER_URL" -v ON_ERROR_STOP=1 -f deploy/roles.sql
-- 可重复运行；升级并 migrate 之后再运行一次。登录用户另建并授予角色：
--   CREATE USER worker1 PASSWORD '…' IN ROLE jianfu_worker;
--   CREATE USER inspector PASSWORD '…' IN ROLE jianfu_coordinator;

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'jianfu_worker') THEN CREATE ROLE jianfu_worker NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'jianfu_coordinator') THEN CREATE ROLE jianfu_coordinator NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'jianfu_metrics') THEN CREATE ROLE jianfu_metrics NOLOGIN; END IF;
END $$;

GRANT USAGE ON SCHEMA jianfu, jianfu_jobs TO jianfu_worker, jianfu_coordinator;
GRANT USAGE ON SCHEMA jianfu_jobs TO jianfu_metrics;
GRANT SELECT ON jianfu.migration, jianfu_jobs.queue, jianfu_jobs.version TO jianfu_worker, jianfu_coordinator;

-- 工作进程：领取和完成任务（中断的任务由它们删去重排），写结果；不能改、不能删结果。
GRANT SELECT, INSERT ON jianfu.facts, jianfu.result TO jianfu_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON jianfu_jobs.job, jianfu_jobs.archive TO jianfu_worker;
GRANT UPDATE (maintained_on, monitored_on) ON jianfu_jobs.version TO jianfu_worker;

-- 入队和收结果：不能写结果；--retry 要删去没有检查成的。
GRANT SELECT, DELETE ON jianfu.facts, jianfu.result TO jianfu_coordinator;
GRANT SELECT, INSERT, DELETE ON jianfu_jobs.job TO jianfu_coordinator;

-- 按没做完的个数增减工作进程（KEDA）：只看得见个数。正在做的也算：它的工作进程若是中断，要有别的进程来发现和接手。
CREATE OR REPLACE VIEW jianfu_jobs.open_jobs AS
  SELECT name AS queue, count(*) AS jobs FROM jianfu_jobs.job WHERE state IN ('created', 'retry', 'active') GROUP BY name;
GRANT SELECT ON jianfu_jobs.open_jobs TO jianfu_metrics;
