-- What is to be done later; the columns are db-scheduler's.
create table scheduled_tasks (
    task_name text not null,
    task_instance text not null,
    task_data blob,
    execution_time timestamp not null,
    picked boolean not null,
    picked_by text,
    last_success timestamp,
    last_failure timestamp,
    consecutive_failures int,
    last_heartbeat timestamp,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
